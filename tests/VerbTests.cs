using System.CommandLine;
using Diagnostics.Tests.Scoring;

namespace Diagnostics.Tests;

/// <summary>Verbs run in process: a folder for their files, what they write to standard output and what they say.</summary>
public abstract class VerbTests : IDisposable
{
    private protected ScratchFolder Folder { get; } = new();

    private protected StringWriter Output { get; } = new();

    private protected StringWriter Messages { get; } = new();

    public void Dispose()
    {
        Folder.Dispose();
        Output.Dispose();
        Messages.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs a verb and returns its exit code.</summary>
    private protected Task<int> InvokeAsync(Command command, params string[] arguments) =>
        command.Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = Output, Error = Messages });
}
