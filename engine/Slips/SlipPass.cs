namespace Diagnostics.Engine.Slips;

/// <summary>What a browser needs to make a slip of its session, given when the code is entered. Base64url.</summary>
/// <param name="Key">The server's public key, uncompressed P-256 point of 65 bytes.</param>
/// <param name="Pass">Goes into the slip as it is: the session and the word that vouches for it.</param>
public sealed record SlipPass(string Key, string Pass);
