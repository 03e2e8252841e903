using System.Collections.Immutable;
using System.IO.Compression;
using System.Xml;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Qti;

/// <summary>
/// Writes a package: items, tests (a form each, or the battery), pictures, the side file and the manifest. The same content is the same files on every machine.
/// </summary>
public static class QtiWriter
{
    /// <summary>Files bear no time of their own.</summary>
    private static readonly DateTimeOffset Stamp = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="output">Left open; what stands in it after a stop is no package.</param>
    /// <param name="progress">Receives the share of instruments that are written, 0..1.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static void Write(QtiContent content, QtiVersion version, Stream output, IProgress<double>? progress, CancellationToken cancellation)
    {
        int written = 0;
        using ZipArchive archive = new(output, ZipArchiveMode.Create, leaveOpen: true);
        Package package = new(archive, version);
        foreach (QtiSource source in content.Instruments)
        {
            cancellation.ThrowIfCancellationRequested();
            package.AddItems(source.Instrument);
            progress?.Report((double)++written / content.Instruments.Length);
        }

        if (content.Battery is { } battery)
        {
            package.AddTest($"test-{battery.Battery.Id}.xml", pen => new TestPen(pen, Package.ItemFrom).Write(battery.Battery), battery.Battery.Steps.SelectMany(step => Package.ItemsOf(step.Instrument, step.Form)));
        }
        else
        {
            foreach (QtiSource source in content.Instruments)
            {
                foreach (InstrumentForm form in source.Instrument.Forms.Values.OrderByDescending(form => form.Items.Length).ThenBy(form => form.Id, StringComparer.Ordinal))
                {
                    package.AddTest($"test-{form.Id}.xml", pen => new TestPen(pen, Package.ItemFrom).Write(source.Instrument, form), Package.ItemsOf(source.Instrument, form));
                }
            }
        }

        package.Complete(content);
    }

    private sealed class Package(ZipArchive archive, QtiVersion version)
    {
        private readonly List<(string Identifier, string Type, string File, ImmutableArray<string> Needs)> _resources = [];
        private readonly List<(string Name, string Hash)> _files = [];

        public static string ItemFrom(Instrument instrument, Item item) => $"items/{QtiIdentifiers.OfItem(instrument.Id, item.Id)}.xml";

        public static IEnumerable<string> ItemsOf(Instrument instrument, InstrumentForm form) => form.Items.Select(item => QtiIdentifiers.OfItem(instrument.Id, item.Id));

        public void AddItems(Instrument instrument)
        {
            ImmutableArray<Item> items = instrument.Forms[FormReader.Full].Items;
            for (int column = 0; column < items.Length; column++)
            {
                Item item = items[column];
                string identifier = QtiIdentifiers.OfItem(instrument.Id, item.Id);
                List<string> pictures = [];
                string? own = Picture(item.Picture, identifier, pictures);
                ImmutableArray<string?> options = [.. item.Options.Select((option, place) => Picture(option.Svg, $"{identifier}.{ItemPen.AnswerOf(place)}", pictures))];
                int place = column;
                Add(identifier, QtiNames.ItemType(version), $"items/{identifier}.xml", [.. pictures], Written(pen => new ItemPen(pen, instrument, place).Write(identifier, (own, options))));
            }
        }

        public void AddTest(string file, Action<QtiPen> write, IEnumerable<string> items) =>
            Add($"test.{Path.GetFileNameWithoutExtension(file)}", QtiNames.TestType(version), file, [.. items], Written(write));

        public void Complete(QtiContent content)
        {
            using (MemoryStream companion = new())
            {
                QtiCompanion.Write(companion, content, _files);
                Add("companion.diagnostics", "webcontent", QtiCompanion.File, [], companion.ToArray());
            }

            QtiSource first = content.Instruments[0];
            Enter(QtiNames.Manifest, ManifestOf(
                content.Battery is { } battery ? $"{battery.Battery.Id}_{battery.Battery.Version}" : $"{first.Instrument.Id}_{first.Instrument.Version}"));
        }

        /// <summary>Where the picture is, from an item's file.</summary>
        private string? Picture(SvgElement? picture, string identifier, List<string> needs)
        {
            if (picture is null)
            {
                return null;
            }

            // No name of ours has a dot, so none of an item is the same.
            string resource = $"picture.{identifier}";
            needs.Add(resource);
            byte[]? dots = DotPicture.FileOf(picture);
            string file = $"media/{identifier}.{(dots is null ? "svg" : "png")}";
            Add(resource, "webcontent", file, [], dots ?? QtiPen.Picture(picture));
            return $"../{file}";
        }

        private byte[] Written(Action<QtiPen> write)
        {
            using MemoryStream output = new();
            using (QtiPen pen = new(output, version))
            {
                write(pen);
            }

            return output.ToArray();
        }

        private void Add(string identifier, string type, string file, ImmutableArray<string> needs, byte[] content)
        {
            _resources.Add((identifier, type, file, needs));
            _files.Add((file, QtiCompanion.HashOf(content)));
            Enter(file, content);
        }

        private void Enter(string file, byte[] content)
        {
            ZipArchiveEntry entry = archive.CreateEntry(file, CompressionLevel.Optimal);
            entry.LastWriteTime = Stamp;
            using Stream part = entry.Open();
            part.Write(content);
        }

        private byte[] ManifestOf(string identifier)
        {
            string space = QtiNames.Packages(version);
            (string schema, string schemaVersion) = QtiNames.PackageKind(version);
            using MemoryStream output = new();
            using (XmlWriter xml = QtiPen.Open(output))
            {
                xml.WriteStartElement("manifest", space);
                xml.WriteAttributeString("xmlns", "xsi", null, QtiNames.Schemas);
                xml.WriteAttributeString("xsi", "schemaLocation", QtiNames.Schemas, $"{space} {QtiNames.PackagesSchema(version)}");
                xml.WriteAttributeString("identifier", identifier);
                xml.WriteStartElement("metadata", space);
                xml.WriteElementString("schema", space, schema);
                xml.WriteElementString("schemaversion", space, schemaVersion);
                xml.WriteEndElement();
                xml.WriteStartElement("organizations", space);
                xml.WriteEndElement();
                xml.WriteStartElement("resources", space);
                foreach ((string resource, string type, string file, ImmutableArray<string> needs) in _resources)
                {
                    xml.WriteStartElement("resource", space);
                    xml.WriteAttributeString("identifier", resource);
                    xml.WriteAttributeString("type", type);
                    xml.WriteAttributeString("href", file);
                    xml.WriteStartElement("file", space);
                    xml.WriteAttributeString("href", file);
                    xml.WriteEndElement();
                    foreach (string need in needs)
                    {
                        xml.WriteStartElement("dependency", space);
                        xml.WriteAttributeString("identifierref", need);
                        xml.WriteEndElement();
                    }

                    xml.WriteEndElement();
                }

                xml.WriteEndElement();
                xml.WriteEndElement();
            }

            return output.ToArray();
        }
    }
}
