using System.Text.RegularExpressions;

namespace Diagnostics.Engine.Tables;

/// <summary>A cell that a browser has read from somebody's table. Pure.</summary>
internal static partial class PlainCell
{
    /// <summary>One line of plain text: control signs and every kind of space become a space.</summary>
    public static string Of(string? cell) => Spaces().Replace(cell ?? "", " ").Trim();

    [GeneratedRegex(@"[\s\p{C}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
