using System.CommandLine;
using System.Globalization;
using Diagnostics.Engine;
using Diagnostics.Engine.Synthesis;
using Microsoft.Extensions.Logging.Abstractions;

namespace Diagnostics.Web.Commands;

/// <summary><c>db synthesize</c>: an invented region in an empty store, to try pages, reports and machines on.</summary>
internal static class DbSynthesizeCommand
{
    private static readonly Option<int> Municipalities = Sized("--municipalities", "Municipalities.", SyntheticSize.Whole.Municipalities);
    private static readonly Option<int> Schools = Sized("--schools", "Schools.", SyntheticSize.Whole.Schools);
    private static readonly Option<int> Classes = Sized("--classes", "Classes of grades 8 to 11.", SyntheticSize.Whole.Classes);
    private static readonly Option<int> Students = Sized("--students", "Students.", SyntheticSize.Whole.Students);
    private static readonly Option<int> Seed = Sized("--seed", "The same seed plants and answers the same.", SyntheticSize.Whole.Seed);

    public static Command Create()
    {
        StoreOptions store = new();
        Command command = new(
            "synthesize",
            "Fill an empty store with an invented region whose differences are known (engine/Synthesis). Its students are simulated, go through\n"
            + "the same doors as everybody, and enter no norms of people. A whole region takes minutes and a few gigabytes.\n"
            + "Example: diagnostics db synthesize --data ./synthetic --municipalities 5 --schools 40 --classes 400 --students 10000")
        {
            Municipalities, Schools, Classes, Students, Seed, store.Data, store.Database,
        };
        command.SetAction((parsed, cancellation) => DbCommand.WaitAsync(
            parsed,
            async progress =>
            {
                SyntheticSize size = new(
                    parsed.GetValue(Municipalities), parsed.GetValue(Schools), parsed.GetValue(Classes), parsed.GetValue(Students), parsed.GetValue(Seed));
                var plan = SyntheticPlan.Of(size);
                long begun = TimeProvider.System.GetTimestamp();
                await using DiagnosticsEngine engine = await DiagnosticsEngine.OpenAsync(store.Read(parsed), TimeProvider.System, NullLoggerFactory.Instance, cancellation);
                await engine.SynthesizeAsync(plan, progress, cancellation);
                await parsed.InvocationConfiguration.Output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture, $"Made: {size.Schools} schools, {size.Classes} classes, {size.Students} students in {TimeProvider.System.GetElapsedTime(begun).TotalSeconds:F0} s."));
                return ExitCode.Success;
            },
            cancellation));
        return command;
    }

    private static Option<int> Sized(string name, string description, int usual) => new(name) { Description = description, DefaultValueFactory = _ => usual };
}
