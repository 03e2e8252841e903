using System.CommandLine;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Atlas.Exchange;

namespace Diagnostics.Web.Commands;

/// <summary><c>atlas</c>: checks an atlas of professions, writes it as a table and reads the table back.</summary>
internal static class AtlasCommand
{
    private const int MostFaults = 200;

    private static readonly Argument<string?> File = new("FILE")
    {
        Description = "Atlas file; the newest built-in one without an argument.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<AtlasTable> Table = new("--table") { Description = "professions or directions.", Required = true };

    private static readonly Argument<string> Csv = new("FILE") { Description = "Table or JSON list as atlas export writes it." };
    private static readonly Option<bool> Json = new("--json") { Description = "Whole entries as JSON instead of a table." };
    private static readonly Option<string?> Into = new("--into") { Description = "Atlas file to change; the built-in one if not given." };

    private static readonly Option<string?> NewFile = new("--out") { Description = "The new atlas file. Needed unless --dry-run." };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only tell what would change; write nothing." };

    public static Command Create() => new("atlas", "Check an atlas of professions, write it as a table, read a table back.\nExample: diagnostics atlas export --table professions --out professions.csv")
    {
        Check(),
        Export(),
        Import(),
        AtlasFormCommand.CreateForm(),
        AtlasFormCommand.CreateCheck(),
    };

    private static Command Check()
    {
        Command command = new(
            "check",
            "Tell every fault of an atlas with its place. Exit code 1 when there is one.\nExample: diagnostics atlas check")
        {
            File,
        };
        command.SetAction((parsed, cancellation) => Research.RunAsync(
            parsed,
            _ =>
            {
                (string name, ReadOnlyMemory<byte> json) = AtlasOf(parsed.GetValue(File));
                AtlasReading reading = AtlasReader.Read(json);
                return reading.Atlas is { } atlas
                    ? $"{name}: {atlas.Id} {atlas.Year} {atlas.Version}, {atlas.Professions.Length} professions, "
                        + $"{atlas.Directions.Length} directions, no faults; hash {atlas.ContentHash}."
                    : throw Refused(reading.Faults.Select(fault => $"{name}, {fault.Path}: {fault.Reason}"));
            },
            cancellation));
        return command;
    }

    private static Command Export()
    {
        Command command = new(
            "export",
            "Write the professions or directions of an atlas as CSV (lists are joined by \"; \") or as JSON.\n"
            + "Example: diagnostics atlas export --table professions --out professions.csv --excel")
        {
            File, Table, Json, Research.Out, Research.Excel,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Research.Out) is { } file && result.GetValue(File) is { } source
                && Path.GetFullPath(file) == Path.GetFullPath(source))
            {
                result.AddError("--out and FILE name the same file.");
            }
        });
        command.SetAction((parsed, cancellation) => Research.RunAsync(
            parsed,
            _ =>
            {
                (string name, ReadOnlyMemory<byte> json) = AtlasOf(parsed.GetValue(File));
                int rows = Research.Write(
                    parsed,
                    parsed.GetValue(Research.Out),
                    output => parsed.GetValue(Json)
                        ? AtlasListFile.Write(json, parsed.GetValue(Table), output)
                        : AtlasExport.Write(json, parsed.GetValue(Table), output, parsed.GetValue(Research.Excel)));
                return $"{rows} rows of {name}.";
            },
            cancellation));
        return command;
    }

    private static Command Import()
    {
        Command command = new(
            "import",
            "Set a table of professions, or a JSON list of professions or directions, into an atlas: known codes change, new ones are added,\n"
            + "nothing is deleted.\n"
            + "Example: diagnostics atlas import --table professions examples/professions.csv --out new.json --dry-run")
        {
            Csv, Table, Into, NewFile, DryRun,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(NewFile) is null && result.GetResult(DryRun) is null)
            {
                result.AddError("Give --out NEW.json, or --dry-run.");
            }
        });
        Research.RefuseOverwriting(command, [NewFile], Into);
        command.SetAction((parsed, cancellation) => Research.RunAsync(parsed, _ => Import(parsed), cancellation));
        return command;
    }

    private static string Import(ParseResult parsed)
    {
        (string name, ReadOnlyMemory<byte> json) = AtlasOf(parsed.GetValue(Into));
        string file = parsed.GetValue(Csv)!;
        AtlasTable table = parsed.GetValue(Table);
        byte[] entries = System.IO.File.ReadAllBytes(file);
        bool isList = AtlasListFile.IsOne(entries);
        if (!isList && table != AtlasTable.Professions)
        {
            throw new ArgumentException($"{file}: tables are read back for professions only; give directions as JSON (atlas export --json).");
        }

        AtlasImported imported = isList ? AtlasListFile.Read(file, entries, table, name, json) : AtlasImport.Read(file, name, json);
        if (imported.Json is not { } text)
        {
            throw Refused(imported.Faults);
        }

        bool writes = !parsed.GetValue(DryRun);
        if (writes)
        {
            Research.Write(parsed, parsed.GetValue(NewFile), output =>
            {
                output.Write(text);
                return text.Length;
            });
        }

        string counts = $"{imported.New} new, {imported.Changed} changed, {imported.Unchanged} unchanged, {imported.NotMentioned} not mentioned";
        return $"{counts}; {(writes ? "written" : "nothing written")}; hash {imported.ContentHash}."
            + (imported.New + imported.Changed > 0 ? " Another content is another version: raise it in the file." : "");
    }

    private static (string Name, ReadOnlyMemory<byte> Json) AtlasOf(string? file)
    {
        if (file is not null)
        {
            return (file, System.IO.File.ReadAllBytes(file));
        }

        AtlasLibrary library = AtlasLibrary.LoadBuiltIn();
        return ("built-in atlas", library.JsonOf(library.Newest));
    }

    private static ArgumentException Refused(IEnumerable<string> faults) => new(string.Join(Environment.NewLine, faults.Take(MostFaults)));
}
