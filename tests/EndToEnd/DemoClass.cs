using System.Text.RegularExpressions;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>A demo class as the operator reads it on the screen.</summary>
internal sealed partial record DemoClass(Uri Board, string Pin, string[] Codes)
{
    public static IReadOnlyList<DemoClass> All(string output) =>
        [.. Printed().Matches(output).Select(match => new DemoClass(
            new Uri(match.Groups[1].Value), match.Groups[2].Value, match.Groups[3].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];

    [GeneratedRegex(@"доска класса\s+(http\S+)\s+PIN (\d+)\s+коды\s+([^\n]+)")]
    private static partial Regex Printed();
}
