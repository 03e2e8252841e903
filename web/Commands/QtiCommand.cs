using System.CommandLine;
using System.Globalization;
using System.Text;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Content;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Qti;
using Diagnostics.Engine.Tables;

namespace Diagnostics.Web.Commands;

/// <summary><c>qti import</c> and <c>qti export</c>: instruments from and for other systems of tests.</summary>
internal static class QtiCommand
{
    private static readonly Argument<FileInfo> Package = new("PACKAGE") { Description = "Package (zip) of QTI 2.2 or 3.0, or the file of one item." };
    private static readonly Option<DirectoryInfo> Folder = new("--out") { Description = "Folder that is not there yet, or is empty.", Required = true };
    private static readonly Option<string?> Id = new("--id") { Description = "Identifier the instrument gets: small Latin letters, digits, hyphens." };

    private static readonly Option<bool> WithoutPictures = new("--without-pictures")
    {
        Description = "Take items whose pictures cannot be held (PNG, JPEG, SVG with text) without them; otherwise such items are left out.",
    };

    private static readonly Option<string?> Asked = new("--instrument") { Description = "ID of an instrument (its newest version), ID/VERSION, or its file." };
    private static readonly Option<string?> AskedBattery = new("--battery") { Description = "ID of a battery instead: all its instruments, and the battery as a test." };
    private static readonly Option<string[]> Norms = new("--norms") { Description = "Norm file that rides along; may be given several times." };
    private static readonly Option<string?> Content = new("--content") { Description = "Folder of the school's own content." };
    private static readonly Option<string?> File = new("--out") { Description = "The package.", Required = true };

    private static readonly Option<string> Version = new("--version") { Description = "3.0 or 2.2.", DefaultValueFactory = _ => "3.0" };

    public static Command Create() => new(
        "qti",
        "Instruments from other systems of tests and for them: packages of 1EdTech QTI 3.0 and 2.2.\n"
        + "Example: diagnostics qti import examples/qti_school_day.zip --out imported --id school-day")
    {
        CreateImport(), CreateExport(),
    };

    private static Command CreateImport()
    {
        Command command = new(
            "import",
            """
            Read a package. FOLDER/content is laid out for serve --content and lint, FOLDER/report.csv says of each item that is left out or changed where and why,
            FOLDER/media holds pictures to be drawn anew, FOLDER/norms the norms of a package of our own. Nothing is fetched; nothing is written when nothing can be read.
            One finding a line: KIND FILE:LINE: ELEMENT: REASON. Exit code 1 when no instrument came of it.
            Example: diagnostics qti import examples/qti_school_day.zip --out imported --id school-day
            """)
        {
            Package, Folder, Id, WithoutPictures,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(Id) is { Tokens: [var given] } && !QtiReader.IsId(given.Value))
            {
                result.AddError("--id: small Latin letters, digits and hyphens, a letter first.");
            }
        });
        command.SetAction((parsed, cancellation) => DbCommand.RunAsync(parsed, progress => Import(parsed, progress, cancellation), cancellation));
        return command;
    }

    private static Command CreateExport()
    {
        Command command = new(
            "export",
            """
            Write an instrument or a battery as a package: items, tests, pictures, and a side file with all that QTI has no place for (scales, missing answers, texts, norms).
            It holds the keys: give it to authors, never to students. Imported again it is the same instrument letter by letter, as the side file has it.
            Example: diagnostics qti export --instrument riasec --out riasec-qti.zip
            Example: diagnostics qti export --battery lesson-8-9 --version 2.2 --out lesson-qti.zip
            """)
        {
            Asked, AskedBattery, Norms, Content, Version, File,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(Asked) is null == result.GetResult(AskedBattery) is null)
            {
                result.AddError("Say either --instrument or --battery.");
            }

            if (result.GetResult(Version) is { Tokens: [var given] } && given.Value is not ("2.2" or "3.0"))
            {
                result.AddError("--version: 3.0 or 2.2.");
            }

            if (result.GetValue(Content) is { Length: > 0 } content && result.GetValue(File) is { Length: > 0 } file && IsReadIn(content, file))
            {
                result.AddError("--out is a .json in the folder of --content, where such files are read.");
            }
        });
        Research.RefuseOverwriting(command, [File], Asked, Norms);
        command.SetAction((parsed, cancellation) => DbCommand.RunAsync(parsed, progress => Export(parsed, progress, cancellation), cancellation));
        return command;
    }

    private static bool IsReadIn(string folder, string file) =>
        file.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
        && Path.GetFullPath(file).StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static int Import(ParseResult parsed, IProgress<double> progress, CancellationToken cancellation)
    {
        FileInfo package = parsed.GetValue(Package)!;
        DirectoryInfo folder = parsed.GetValue(Folder)!;
        if (folder.Exists && folder.EnumerateFileSystemInfos().Any())
        {
            throw new ArgumentException($"--out: {folder} is not empty, and nothing is overwritten.");
        }

        QtiReading reading;
        using (FileStream stream = package.OpenRead())
        {
            QtiReadingOptions options = new() { Id = parsed.GetValue(Id), WithoutPictures = parsed.GetValue(WithoutPictures) };
            reading = QtiReader.Read(stream, package.Name, options, progress, cancellation);
        }

        TextWriter output = parsed.InvocationConfiguration.Output;
        foreach (QtiFinding finding in reading.Findings)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Called(finding.Kind)} {finding.File}:{finding.Line}: {finding.Element}: {finding.Reason}"));
        }

        TextWriter messages = parsed.InvocationConfiguration.Error;
        if (reading.Instruments.IsEmpty)
        {
            messages.WriteLine("No instrument came of the package; nothing was written.");
            return ExitCode.BadInput;
        }

        WriteAll(reading, folder.FullName, cancellation);
        messages.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(reading.IsOwn ? "A package of our own, letter by letter" : "Read")}: {string.Join(", ", reading.Instruments.Select(one => $"{one.Instrument.Id} {one.Instrument.Version}, {one.Instrument.Forms["full"].Items.Length} items"))}; "
            + $"left out: {reading.Findings.Count(one => one.Kind == QtiFindingKind.LeftOut)}, changed: {reading.Findings.Count(one => one.Kind == QtiFindingKind.Changed)}."));
        if (reading.IsOwn)
        {
            messages.WriteLine(
                "diagnostics.xml was taken at its word: nothing signs it, and nothing holds its keys and texts against those of the items. "
                + "Of a package you do not trust take it out first; the items alone are read then.");
        }

        messages.WriteLine($"Next: diagnostics lint {Path.Combine(folder.ToString(), "content", "instruments", reading.Instruments[0].Instrument.Id, reading.Instruments[0].Instrument.Version, "instrument.json")}");
        return ExitCode.Success;
    }

    /// <summary>The folder appears whole or not at all.</summary>
    private static void WriteAll(QtiReading reading, string folder, CancellationToken cancellation)
    {
        string partial = Beside(folder.TrimEnd(Path.DirectorySeparatorChar));
        try
        {
            foreach (QtiInstrument one in reading.Instruments)
            {
                Put(Path.Combine(partial, "content", "instruments", one.Instrument.Id, one.Instrument.Version, "instrument.json"), one.Json);
                if (one.Readings is { } readings)
                {
                    Put(Path.Combine(partial, "content", "instruments", one.Instrument.Id, "readings.json"), readings);
                }
            }

            if (reading.Battery is var (battery, json))
            {
                Put(Path.Combine(partial, "content", "batteries", battery.Id, battery.Version, "battery.json"), json);
            }

            foreach (QtiFile norms in reading.Norms)
            {
                Put(Path.Combine(partial, "norms", norms.Name), norms.Content);
            }

            foreach (QtiFile picture in reading.Media)
            {
                Put(Path.Combine(partial, "media", picture.Name), picture.Content);
            }

            Report(reading, Path.Combine(partial, "report.csv"));
            cancellation.ThrowIfCancellationRequested();
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder);
            }

            Directory.Move(partial, folder);
        }
        finally
        {
            if (Directory.Exists(partial))
            {
                Directory.Delete(partial, recursive: true);
            }
        }
    }

    /// <summary>Where something is made before it gets its place: nobody else's, for it is deleted when the making fails.</summary>
    private static string Beside(string path) => $"{path}.{Guid.NewGuid():N}.partial";

    private static void Put(string path, ReadOnlyMemory<byte> content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllBytes(path, content.Span);
    }

    private static void Report(QtiReading reading, string path)
    {
        using StreamWriter text = new(path, append: false, new UTF8Encoding(false));
        using TableWriter table = new(text, excel: false, isForeign: true);
        table.Row(["kind", "file", "line", "element", "reason"]);
        foreach (QtiFinding finding in reading.Findings)
        {
            table.Row([Called(finding.Kind), finding.File, finding.Line.ToString(CultureInfo.InvariantCulture), finding.Element, finding.Reason]);
        }
    }

    private static int Export(ParseResult parsed, IProgress<double> progress, CancellationToken cancellation)
    {
        QtiContent content = ContentOf(parsed);
        foreach (string norms in parsed.GetValue(Norms) ?? [])
        {
            content = content.With(System.IO.File.ReadAllBytes(norms));
        }

        string path = Path.GetFullPath(parsed.GetValue(File)!);
        string partial = Beside(path);
        try
        {
            using (FileStream stream = System.IO.File.Open(partial, FileMode.CreateNew, FileAccess.Write))
            {
                QtiWriter.Write(content, parsed.GetValue(Version) == "2.2" ? QtiVersion.V22 : QtiVersion.V30, stream, progress, cancellation);
            }

            cancellation.ThrowIfCancellationRequested();

            System.IO.File.Move(partial, path, overwrite: true);
        }
        finally
        {
            System.IO.File.Delete(partial);
        }

        parsed.InvocationConfiguration.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"Written: {content.Instruments.Sum(one => one.Instrument.Forms["full"].Items.Length)} items of {string.Join(", ", content.Instruments.Select(one => $"{one.Instrument.Id} {one.Instrument.Version}"))}. The package holds the keys."));
        return ExitCode.Success;
    }

    private static QtiContent ContentOf(ParseResult parsed)
    {
        string? folder = parsed.GetValue(Content);
        if (parsed.GetValue(Asked) is { } file && System.IO.File.Exists(file))
        {
            return new FileInfo(file).Length > InstrumentReader.MostBytes
                ? throw new InvalidDataException($"{file} has more than {InstrumentReader.MostBytes} bytes.")
                : QtiContent.Of(System.IO.File.ReadAllBytes(file));
        }

        ContentShelf shelf = ContentShelf.Load(folder);
        ContentFiles files = new(folder);
        if (parsed.GetValue(Asked) is { } asked)
        {
            string[] both = asked.Split('/', 2);
            Instrument? instrument = both is [var id, var version] ? shelf.Instruments.All.FirstOrDefault(one => one.Id == id && one.Version == version) : shelf.Instruments.Newest(asked);
            return QtiContent.Of(instrument ?? throw new ArgumentException($"--instrument: there is no file or instrument {asked}; known are {string.Join(", ", shelf.Instruments.All.Select(one => one.Id).Distinct())}."), files);
        }

        string wanted = parsed.GetValue(AskedBattery)!;
        Battery battery = shelf.Batteries.All.LastOrDefault(one => one.Id == wanted)
            ?? throw new ArgumentException($"--battery: there is no battery {wanted}; known are {string.Join(", ", shelf.Batteries.All.Select(one => one.Id).Distinct())}.");
        return QtiContent.Of(battery, files);
    }

    private static string Called(QtiFindingKind kind) => kind switch
    {
        QtiFindingKind.Fault => "fault",
        QtiFindingKind.LeftOut => "left-out",
        QtiFindingKind.Changed => "changed",
    };
}
