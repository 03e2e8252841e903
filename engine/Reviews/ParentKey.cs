using Diagnostics.Engine.Campaigns;

namespace Diagnostics.Engine.Reviews;

/// <summary>
/// The key of what was signed for a parent: fifteen derived symbols (75 bits) and a check symbol, by session and revision of the result key, so that replacing that
/// one replaces both. It opens the parent's text and nothing else; the store knows its HMAC under the look-up key only.
/// </summary>
internal sealed record ParentKey
{
    /// <summary>Between a result key and a parent's link, so that a page knows from its length what was typed.</summary>
    public const int Length = 16;

    private const string Purpose = "parent-text";

    private ParentKey(string symbols) => Symbols = symbols;

    public string Symbols { get; }

    public static ParentKey Of(ReadOnlySpan<byte> resultKey, string sessionId, int revision)
    {
        string body = CodeAlphabet.Take(AccessCode.Derive(resultKey, Purpose, sessionId, revision), Length - 1);
        return new ParentKey(body + CodeAlphabet.Check(body));
    }

    public static IReadOnlyList<ParentKey> Readings(string? typed) =>
        [.. CodeAlphabet.Readings(typed, Length).Select(symbols => new ParentKey(symbols))];

    public override string ToString() => CodeAlphabet.Grouped(Symbols);

    public string Hash(ReadOnlySpan<byte> lookUpKey) => AccessCode.LookUpHash(lookUpKey, Purpose, Symbols);
}
