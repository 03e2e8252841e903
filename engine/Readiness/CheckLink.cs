using Diagnostics.Engine.Campaigns;

namespace Diagnostics.Engine.Readiness;

/// <summary>
/// The way to a class's check of devices: nineteen derived symbols (95 bits) and a check symbol, by class and revision. It opens that check and
/// nothing else; the store knows its HMAC under the look-up key only.
/// </summary>
internal sealed record CheckLink
{
    public const int Length = 20;
    private const string Purpose = "check";

    private CheckLink(string symbols) => Symbols = symbols;

    public string Symbols { get; }

    public static CheckLink Of(ReadOnlySpan<byte> printKey, string classId, int revision)
    {
        string body = CodeAlphabet.Take(AccessCode.Derive(printKey, Purpose, classId, revision), Length - 1);
        return new CheckLink(body + CodeAlphabet.Check(body));
    }

    public static IReadOnlyList<CheckLink> Readings(string? typed) =>
        [.. CodeAlphabet.Readings(typed, Length).Select(symbols => new CheckLink(symbols))];

    public override string ToString() => CodeAlphabet.Grouped(Symbols);

    public string Hash(ReadOnlySpan<byte> lookUpKey) => AccessCode.LookUpHash(lookUpKey, Purpose, Symbols);
}
