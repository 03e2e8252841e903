using System.CommandLine;
using Diagnostics.Web.Commands;

namespace Diagnostics.Tests.Instruments;

public sealed class LintCommandTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public void Without_an_argument_all_that_is_built_in_is_checked_and_free_of_errors_and_open_warnings()
    {
        (int code, string[] lines) = Run("--strict");
        Assert.Equal(0, code);
        Assert.Contains(lines, line => line.StartsWith("riasec: $.forms.short48: info: ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("object-of-work: $.scoring.keys: info: ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("battery lesson-8-9: $.steps: info: ", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.Matches(@"^[a-z0-9- ]+: \$\S*: (info|accepted): .+ \[[a-z-]+\]$", line));
        Assert.All(lines, line => Assert.Equal(line.Contains(": accepted: ", StringComparison.Ordinal), line.Contains(" Accepted: ", StringComparison.Ordinal)));
    }

    /// <summary>A file as it is built in, with one thing broken.</summary>
    [Theory]
    [InlineData("Instruments/Library/plans/1.0.0/instrument.json", "\"likert\"", "\"stars\"", "$.formats.true", "fault")]
    [InlineData("Instruments/Library/riasec/1.1.0/instrument.json", "\"short36\": [", "\"short36\": [\"x99\", ", "$.forms.short36[0]", "fault")]
    [InlineData("Instruments/Library/plans/readings.json", "\"scale\": \"decidedness\"", "\"scale\": \"mood\"", "$.scales", "readings-scale")]
    [InlineData("Instruments/Library/plans/readings.json", "\"rule\": \"answers\"", "\"rule\": \"fate\"", "$.rule", "fault")]
    [InlineData("Batteries/Library/lesson-8-9/1.1.0/battery.json", "\"riasec\"", "\"horoscope\"", "$.steps[0]", "fault")]
    [InlineData("Batteries/Library/lesson-8-9/1.1.0/battery.json", "\"seconds\": 240", "\"seconds\": 900", "$.steps", "lesson-time")]
    [InlineData("Atlas/Library/2026/atlas.json", "\"sector\": \"finance\"", "\"sector\": \"magic\"", "$.professions[", "fault")]
    public void A_broken_copy_of_each_kind_is_told_with_file_path_and_reason(string path, string sound, string broken, string place, string rule)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "engine", path));
        Assert.Contains(sound, text, StringComparison.Ordinal);
        File.WriteAllText(_file, text);
        string[] before = Run(_file).Lines;
        File.WriteAllText(_file, text.Replace(sound, broken, StringComparison.Ordinal));
        (int code, string[] lines) = Run("--strict", _file);
        Assert.Equal(1, code);
        Assert.Contains(lines.Except(before), line =>
            line.StartsWith($"{_file}: {place}", StringComparison.Ordinal) && line.EndsWith($"[{rule}]", StringComparison.Ordinal));
    }

    [Fact]
    public void An_open_warning_fails_a_strict_check_only()
    {
        File.WriteAllText(_file, SampleInstrument.Json().ToJsonString());
        Assert.Equal((0, 1), (Run(_file).Code, Run("--strict", _file).Code));
    }

    [Fact]
    public void A_file_with_faults_exits_with_1_and_names_each()
    {
        File.WriteAllText(_file, SampleInstrument.Json().ToJsonString().Replace("\"likert\"", "\"stars\"", StringComparison.Ordinal));
        (int code, string[] lines) = Run(_file);
        Assert.Equal(1, code);
        Assert.Contains(lines, line => line.StartsWith($"{_file}: $.formats.wish: error: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Warnings_alone_exit_with_0()
    {
        File.WriteAllText(_file, SampleInstrument.Json().ToJsonString());
        (int code, string[] lines) = Run("riasec", _file);
        Assert.Equal(0, code);
        Assert.Contains(lines, line => line.StartsWith($"{_file}: $.items[7].options[1]: warning: ", StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_name_is_bad_input() => Assert.Equal(1, Run("riasec", "no-such-thing").Code);

    [Fact]
    public void Findings_can_go_to_a_file()
    {
        (int code, string[] lines) = Run("riasec", "--out", _file);
        Assert.Equal((0, 0), (code, lines.Length));
        Assert.Contains(File.ReadAllLines(_file), line => line.EndsWith("[expected-time]", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_said_in_words() =>
        Assert.Equal(1, Run("riasec", "--out", Path.Combine(_file, "findings.txt")).Code);

    public void Dispose() => File.Delete(_file);

    private static (int Code, string[] Lines) Run(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter messages = new();
        int code = LintCommand.Create().Parse(arguments).Invoke(new InvocationConfiguration { Output = output, Error = messages });
        return (code, output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }
}
