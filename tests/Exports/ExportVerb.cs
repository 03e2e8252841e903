using System.CommandLine;
using Diagnostics.Web.Commands;

namespace Diagnostics.Tests.Exports;

/// <summary>The verb <c>export answers</c> beside a store of its own.</summary>
internal sealed class ExportVerb : IAsyncDisposable
{
    private readonly ExportHouse _house = new();

    public string File => Path.Combine(_house.Folder, "answers.zip");

    public static async Task<ExportVerb> OpenAsync()
    {
        ExportVerb verb = new();
        await verb._house.InitializeAsync();
        await verb._house.Engine.DisposeAsync();
        return verb;
    }

    public async Task<(int Code, string Said)> RunAsync(params string[] options)
    {
        using StringWriter output = new();
        using StringWriter messages = new();
        int code = await RosterCommands.CreateExport().Parse(["answers", "--data", _house.Folder, "--out", File, .. options])
            .InvokeAsync(new InvocationConfiguration { Output = output, Error = messages });
        return (code, messages.ToString().Trim());
    }

    public async ValueTask DisposeAsync() => await _house.DisposeAsync();
}
