using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Json;
using Diagnostics.Engine.Instruments.Words;

namespace Diagnostics.Engine.Qti;

/// <summary>
/// Turns a package (or one item's file) of QTI 2.2 or 3.0 into an instrument's file and the list of all that is left out or changed. No input makes it throw.
/// </summary>
public static class QtiReader
{
    /// <summary>Whether an instrument may be called so.</summary>
    public static bool IsId(string text) => JsonPatterns.Id().IsMatch(text);

    /// <param name="package">The archive or file; read to its end.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="progress">Receives the share of files that are read, 0..1.</param>
    /// <exception cref="ArgumentException">The id of the options is none.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static QtiReading Read(Stream package, string name, QtiReadingOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        if (options.Id is { } wanted && !IsId(wanted))
        {
            throw new ArgumentException($"\"{wanted}\" is no identifier: small Latin letters, digits and hyphens, a letter first.", nameof(options));
        }

        FindingList findings = new();
        if (PackageFiles.Open(package, name, findings) is not { } files || PackageManifest.Read(files, findings) is not { } manifest)
        {
            return new QtiReading([], findings.ToImmutable());
        }

        if (manifest.Companion is { } companion && QtiCompanion.Read(files, companion, manifest, findings) is { } own)
        {
            return Renamed(own, options, findings) with { Findings = findings.ToImmutable() };
        }

        cancellation.ThrowIfCancellationRequested();
        return ReadItems(files, manifest, options, findings, progress, cancellation);
    }

    private static QtiReading ReadItems(
        PackageFiles files, PackageManifest manifest, QtiReadingOptions options, FindingList findings, IProgress<double>? progress, CancellationToken cancellation)
    {
        PictureReader pictures = new(files, findings);
        ItemFileReader reader = new(pictures, findings, options);
        ImmutableArray<DraftTest> tests = new TestFileReader(files, findings).Read(manifest.Tests);

        // The fullest test tells the order; of others come only items that it does not ask.
        string[] order = [.. tests.OrderByDescending(test => test.Items.Length).SelectMany(test => test.Items).Concat(manifest.Items).Distinct(StringComparer.Ordinal)];
        List<DraftItem> items = [];
        for (int place = 0; place < order.Length; place++)
        {
            cancellation.ThrowIfCancellationRequested();
            string file = order[place];
            if (files.Read(file, PackageFiles.MostOfFile, isNeeded: false) is { } content && QtiXml.Read(file, content, findings, isNeeded: false) is { } root)
            {
                items.AddRange(reader.Read(file, root));
            }

            progress?.Report((place + 1.0) / order.Length);
        }

        DraftTest? main = tests.MaxBy(test => test.Items.Length);
        string title = new[] { main?.Title, manifest.Title, items.Count == 1 ? items[0].At["title"] : null, main?.Identifier, manifest.Identifier }
            .Select(text => InstrumentDraft.Cut(ItemBody.Tidy(text ?? ""))).FirstOrDefault(text => text.Length > 0) ?? "QTI";
        string id = options.Id ?? QtiIdentifiers.Id(main?.Identifier ?? (manifest.Identifier.Length > 0 ? manifest.Identifier : items.FirstOrDefault()?.Identifier ?? ""));
        byte[]? json = new InstrumentDraft(findings).Assemble(id, title, items, tests, reader.Interpretations);
        if (json is null)
        {
            return new QtiReading([], findings.ToImmutable()) { Media = [.. pictures.Aside] };
        }

        InstrumentReading reading = InstrumentReader.Read(json);
        foreach (InstrumentFault fault in reading.Faults)
        {
            findings.Fault("", null, $"What was read is no instrument: {new FilePlace(fault.Path)}: {fault.Words}");
        }

        return new QtiReading(reading.Instrument is { } instrument ? [new QtiInstrument(instrument, json, null)] : [], findings.ToImmutable()) { Media = [.. pictures.Aside] };
    }

    private static QtiReading Renamed(QtiReading own, QtiReadingOptions options, FindingList findings)
    {
        if (options.Id is not { } id || own.Instruments is [{ } same] && same.Instrument.Id == id)
        {
            return own;
        }

        if (own.Battery is not null || own.Instruments is not [var one])
        {
            findings.Fault("", null, $"A battery's instruments keep their identifiers.");
            return new QtiReading([], []);
        }

        ReadOnlyMemory<byte> json = With(one.Json, "id", id);
        InstrumentReading reading = InstrumentReader.Read(json);
        if (reading.Instrument is not { } renamed)
        {
            findings.Fault("", null, $"Under another identifier it is no instrument: {new FilePlace(reading.Faults[0].Path)}: {reading.Faults[0].Words}");
            return new QtiReading([], []);
        }

        findings.Changed("", null, $"The instrument is called {id} instead of {one.Instrument.Id}, so its hash is another.");
        return own with { Instruments = [new QtiInstrument(renamed, json, one.Readings is { } readings ? With(readings, "instrument", id) : null)] };
    }

    private static ReadOnlyMemory<byte> With(ReadOnlyMemory<byte> json, string property, string value)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        JsonNode file = JsonNode.Parse(json.Span.StartsWith(mark) ? json.Span[mark.Length..] : json.Span)!;
        file[property] = value;
        return JsonSerializer.SerializeToUtf8Bytes(file, PlainJson.Indented);
    }
}
