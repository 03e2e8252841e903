using System.CommandLine;

namespace Diagnostics.Web.Commands;

/// <summary>The verbs. No arguments at all mean <c>serve --demo</c>.</summary>
internal static class CommandLine
{
    /// <summary>Then the program is over, whatever it does.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(29);

    /// <summary>The verbs with their help.</summary>
    internal static RootCommand Create() =>
        new("Шаг в будущее: online career diagnostics. Without arguments: serve --demo on loopback, data in ./data.")
        {
            ServeCommand.Create(),
            HealthCommand.Create(),
            UserCommand.Create(),
            CodesCommand.Create(),
            RosterCommands.CreateImport(),
            RosterCommands.CreateExport(),
            DbCommand.Create(),
            ScoreCommand.Create(),
            ItemsCommand.Create(),
            NormsCommand.Create(),
            MatchCommand.Create(),
            ChangeCommand.Create(),
            DifCommand.Create(),
            IrtCommand.Create(),
            CatCommand.Create(),
            BankCommand.Create(),
            LintCommand.Create(),
            QtiCommand.Create(),
            ContentCommand.Create(),
            AtlasCommand.Create(),
            ReportCommand.Create(),
            RehearseCommand.Create(),
            RehearseCommand.CreateWorker(),
            RehearseCommand.CreateFloor(),
        };

    public static async Task<int> RunAsync(string[] arguments)
    {
        ParseResult parsed = Create().Parse(arguments.Length == 0 ? ["serve", "--demo"] : arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (System.CommandLine.Parsing.ParseError error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }

            await Console.Error.WriteLineAsync("See --help.");
            return ExitCode.WrongUsage;
        }

        // A node that is stopped drains first; any other verb ends when it is told to.
        return await parsed.InvokeAsync(
            parsed.CommandResult.Command.Name == ServeCommand.Name ? new InvocationConfiguration { ProcessTerminationTimeout = Longest } : new InvocationConfiguration());
    }
}
