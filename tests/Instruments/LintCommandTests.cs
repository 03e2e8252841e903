using System.CommandLine;
using Diagnostics.Web.Commands;

namespace Diagnostics.Tests.Instruments;

public sealed class LintCommandTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public void Without_an_argument_all_built_in_instruments_are_checked_and_clean()
    {
        (int code, string[] lines) = Run();
        Assert.Equal(0, code);
        Assert.Contains(lines, line => line.StartsWith("riasec: $.forms.short48: info: ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("object-of-work: $.scoring.keys: info: ", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.Matches(@"^[a-z0-9-]+: \$\S*: info: .+ \[[a-z-]+\]$", line));
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
        Assert.Equal(3, File.ReadAllLines(_file).Length);
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
