namespace Diagnostics.Engine.Campaigns;

/// <summary>
/// The key a student receives at the finish: eleven derived symbols and a check symbol. It opens the result and nothing else.
/// </summary>
internal sealed record ResultKey
{
    public const int Length = 12;

    /// <summary>Of every session until its key is given out anew; only the key of this one is told to a device.</summary>
    public const int FirstRevision = 1;

    private ResultKey(string symbols) => Symbols = symbols;

    public string Symbols { get; }

    /// <summary>Always the same for a session and revision, so that a repeated finish tells the same key.</summary>
    public static ResultKey Of(ReadOnlySpan<byte> resultKey, string sessionId, int revision)
    {
        string body = CodeAlphabet.Take(AccessCode.Derive(resultKey, "result", sessionId, revision), Length - 1);
        return new ResultKey(body + CodeAlphabet.Check(body));
    }

    public static IReadOnlyList<ResultKey> Readings(string? typed) =>
        [.. CodeAlphabet.Readings(typed, Length).Select(symbols => new ResultKey(symbols))];

    public override string ToString() => CodeAlphabet.Grouped(Symbols);

    public string Hash(ReadOnlySpan<byte> lookUpKey) => AccessCode.LookUpHash(lookUpKey, "result", Symbols);
}
