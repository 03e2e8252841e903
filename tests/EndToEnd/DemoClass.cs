using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>A demo class as the operator reads it on the screen.</summary>
internal sealed partial record DemoClass(Uri Board, string Pin, string[] Codes)
{
    public static IReadOnlyList<DemoClass> All(string output) =>
        [.. Printed().Matches(output).Select(match => new DemoClass(
            new Uri(match.Groups[1].Value), match.Groups[2].Value, match.Groups[3].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];

    /// <summary>The teacher presses «Начать».</summary>
    public async Task StartLessonAsync()
    {
        using HttpClient teacher = new() { BaseAddress = Board };
        string link = Board.Segments[^1];
        using HttpResponseMessage entered = await teacher.PostAsJsonAsync($"/api/board/{link}/enter", new { pin = Pin });
        entered.EnsureSuccessStatusCode();
        using HttpResponseMessage started = await teacher.PostAsJsonAsync($"/api/board/{link}/lesson", new { lesson = "running" });
        started.EnsureSuccessStatusCode();
    }

    [GeneratedRegex(@"доска класса\s+(http\S+)\s+PIN (\d+)\s+коды\s+([^\n]+)")]
    private static partial Regex Printed();
}
