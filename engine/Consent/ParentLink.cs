using Diagnostics.Engine.Campaigns;

namespace Diagnostics.Engine.Consent;

/// <summary>
/// The secret of a parent's link: nineteen derived symbols (95 bits) and a check symbol, by seat and revision. It opens the parent's page
/// of that seat and nothing else; the store knows its HMAC under the look-up key only.
/// </summary>
internal sealed record ParentLink
{
    public const int Length = 20;
    private const string Purpose = "parent";

    private ParentLink(string symbols) => Symbols = symbols;

    public string Symbols { get; }

    public static ParentLink Of(ReadOnlySpan<byte> printKey, string seatId, int revision)
    {
        string body = CodeAlphabet.Take(AccessCode.Derive(printKey, Purpose, seatId, revision), Length - 1);
        return new ParentLink(body + CodeAlphabet.Check(body));
    }

    public static IReadOnlyList<ParentLink> Readings(string? typed) =>
        [.. CodeAlphabet.Readings(typed, Length).Select(symbols => new ParentLink(symbols))];

    public override string ToString() => CodeAlphabet.Grouped(Symbols);

    public string Hash(ReadOnlySpan<byte> lookUpKey) => AccessCode.LookUpHash(lookUpKey, Purpose, Symbols);
}
