namespace Diagnostics.Engine.Names;

/// <summary>A school's key, wrapped for one person.</summary>
/// <param name="PublicKey">The public half it was wrapped for: refused once that person has made another pair.</param>
public sealed record KeyWrap(string AccountId, string PublicKey, string Wrapped);
