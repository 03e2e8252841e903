namespace Diagnostics.Engine.Keeping;

/// <summary>One table of a copy: the same rows were read on both sides.</summary>
/// <param name="Hash">Of all rows in whatever order, 64 digits in lower-case hex; the same on every SQL engine.</param>
public sealed record CopiedTable(string Name, long Rows, string Hash);
