using System.Text.RegularExpressions;

namespace Diagnostics.Engine.Atlas;

/// <summary>Codes as the atlas writes them; the schema states the same patterns.</summary>
internal static partial class AtlasPatterns
{
    [GeneratedRegex(@"^[0-9]{2}-[0-9]{4}\.[0-9]{2}\z", RegexOptions.CultureInvariant)]
    public static partial Regex Soc();

    [GeneratedRegex(@"^[0-9]{4}\z", RegexOptions.CultureInvariant)]
    public static partial Regex Okz();

    [GeneratedRegex(@"^[0-9]{2}\.0[1235]\.[0-9]{2}\z", RegexOptions.CultureInvariant)]
    public static partial Regex Direction();

    [GeneratedRegex(@"^[0-9]{2}\.00\.00\z", RegexOptions.CultureInvariant)]
    public static partial Regex Group();

    [GeneratedRegex(@"^20[0-9]{2}-[01][0-9]-[0-3][0-9]\z", RegexOptions.CultureInvariant)]
    public static partial Regex Date();

    [GeneratedRegex(@"^https://[a-zA-Z0-9.-]+/[^\s""<>]*\{code\}[^\s""<>]*\z", RegexOptions.CultureInvariant)]
    public static partial Regex Template();
}
