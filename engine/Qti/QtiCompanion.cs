using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Words;
using Diagnostics.Engine.Norms;
using Diagnostics.Engine.Readings;

namespace Diagnostics.Engine.Qti;

/// <summary>
/// The side file of a package we wrote: the files of its instruments, readings, battery and norms letter by letter, and the hash of each file it was written with.
/// It counts only while every one of those files is what it was: otherwise somebody has worked on the items, and they alone are read.
/// Its hashes find work done in good faith and no forgery: it is not signed, and what it says is not held against the items.
/// </summary>
internal static class QtiCompanion
{
    public const string File = "diagnostics.xml";

    public static void Write(Stream output, QtiContent content, IEnumerable<(string Name, string Hash)> files)
    {
        using var xml = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, IndentChars = " ", NewLineChars = "\n", NewLineHandling = NewLineHandling.Entitize, Encoding = new UTF8Encoding(false) });
        xml.WriteStartElement("companion", QtiNames.Companion);
        foreach (QtiSource instrument in content.Instruments)
        {
            xml.WriteStartElement("instrument", QtiNames.Companion);
            xml.WriteAttributeString("id", instrument.Instrument.Id);
            xml.WriteAttributeString("version", instrument.Instrument.Version);
            xml.WriteAttributeString("hash", instrument.Instrument.ContentHash);
            xml.WriteString(TextOf(instrument.Json));
            xml.WriteEndElement();
            if (instrument.Readings is { } readings)
            {
                Put("readings", "instrument", instrument.Instrument.Id, readings);
            }
        }

        if (content.Battery is { } battery)
        {
            Put("battery", "id", battery.Battery.Id, battery.Json);
        }

        foreach (QtiFile norms in content.Norms)
        {
            Put("norms", "name", norms.Name, norms.Content);
        }

        foreach ((string name, string hash) in files)
        {
            xml.WriteStartElement("file", QtiNames.Companion);
            xml.WriteAttributeString("href", name);
            xml.WriteAttributeString("sha256", hash);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();

        void Put(string element, string attribute, string value, ReadOnlyMemory<byte> json)
        {
            xml.WriteStartElement(element, QtiNames.Companion);
            xml.WriteAttributeString(attribute, value);
            xml.WriteString(TextOf(json));
            xml.WriteEndElement();
        }
    }

    /// <summary>What the side file holds, or null where it does not count; then the list says why.</summary>
    public static QtiReading? Read(PackageFiles files, string file, PackageManifest manifest, FindingList findings)
    {
        FindingList unheard = new();
        if (files.Read(file, PackageFiles.MostOfCompanion, isNeeded: false) is not { } content || QtiXml.Read(file, content, unheard, isNeeded: false) is not { } root || root.Namespace != QtiNames.Companion)
        {
            findings.Changed(file, null, $"The side file is none of ours; the items alone are read.");
            return null;
        }

        Dictionary<string, string> hashes = new(StringComparer.Ordinal);
        foreach (QtiElement one in root.Named("file"))
        {
            hashes[PackageFiles.Resolve(file, one["href"] ?? "") ?? ""] = one["sha256"] ?? "";
        }

        string[] changed =
        [
            .. hashes.Where(one => !files.Has(one.Key) || files.Read(one.Key, PackageFiles.MostOfFile, isNeeded: false) is not { } bytes || HashOf(bytes) != one.Value).Select(one => one.Key),
            .. manifest.Items.Concat(manifest.Tests).Where(name => !hashes.ContainsKey(name)),
        ];
        if (changed.Length > 0 || hashes.Count == 0)
        {
            findings.Changed(file, root, $"The package is not as it was written ({string.Join(", ", changed.Order(StringComparer.Ordinal).Take(5))}): the items alone are read, without the side file.");
            return null;
        }

        return Proven(root, file, findings);
    }

    /// <summary>SHA-256, lower-case hex.</summary>
    public static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static QtiReading? Proven(QtiElement root, string file, FindingList findings)
    {
        var instruments = ImmutableArray.CreateBuilder<QtiInstrument>();
        foreach (QtiElement one in root.Named("instrument"))
        {
            byte[] json = Encoding.UTF8.GetBytes(one.Text);
            InstrumentReading reading = InstrumentReader.Read(json);
            if (reading.Instrument is not { } instrument || instrument.ContentHash != one["hash"])
            {
                findings.Changed(
                    file,
                    one,
                    reading.Faults.FirstOrDefault() is { } fault
                        ? (FormattableString)$"The side file is not what was written ({new FilePlace(fault.Path)}): the items alone are read."
                        : $"The side file is not what was written (another hash): the items alone are read.");
                return null;
            }

            QtiElement? words = root.Named("readings").FirstOrDefault(readings => readings["instrument"] == instrument.Id);
            ReadOnlyMemory<byte>? texts = null;
            if (words is not null)
            {
                texts = Encoding.UTF8.GetBytes(words.Text);
                if (ReadingReader.Read(texts.Value).Readings is null)
                {
                    findings.LeftOut(file, words, $"The texts for the scales are faulty.");
                    texts = null;
                }
            }

            instruments.Add(new QtiInstrument(instrument, json, texts));
        }

        if (instruments.Count == 0)
        {
            findings.Changed(file, root, $"The side file holds no instrument; the items alone are read.");
            return null;
        }

        return new QtiReading(instruments.ToImmutable(), []) { IsOwn = true, Battery = BatteryOf(root, file, instruments, findings), Norms = NormsOf(root, file, findings) };
    }

    private static (Battery, ReadOnlyMemory<byte>)? BatteryOf(QtiElement root, string file, IEnumerable<QtiInstrument> instruments, FindingList findings)
    {
        if (root.First("battery") is not { } told)
        {
            return null;
        }

        byte[] json = Encoding.UTF8.GetBytes(told.Text);
        BatteryReading reading = BatteryReader.Read(json, InstrumentLibrary.Of(instruments.Select(one => one.Instrument)));
        if (reading.Battery is { } battery)
        {
            return (battery, json);
        }

        findings.LeftOut(file, told, $"The battery is faulty: {new FilePlace(reading.Faults[0].Path)}: {reading.Faults[0].Words}");
        return null;
    }

    private static ImmutableArray<QtiFile> NormsOf(QtiElement root, string file, FindingList findings)
    {
        var norms = ImmutableArray.CreateBuilder<QtiFile>();
        foreach (QtiElement one in root.Named("norms"))
        {
            byte[] json = Encoding.UTF8.GetBytes(one.Text);
            NormReading reading = NormFile.Read(json);
            if (reading.Norms is { } set)
            {
                norms.Add(new QtiFile($"{set.Origin.Id}-{set.Origin.Version}.json", json));
            }
            else
            {
                findings.LeftOut(file, one, $"The norms are faulty: {new FilePlace(reading.Faults[0].Path)}: {reading.Faults[0].Words}");
            }
        }

        return norms.ToImmutable();
    }

    /// <summary>The file's text; what XML cannot hold stands as JSON writes it in a string, where alone it can be.</summary>
    private static string TextOf(ReadOnlyMemory<byte> json)
    {
        string text = Encoding.UTF8.GetString(json.Span);
        StringBuilder plain = new(text.Length);
        for (int at = text.StartsWith('\uFEFF') ? 1 : 0; at < text.Length; at++)
        {
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length)
            {
                plain.Append(text, at++, 2);
            }
            else if (XmlConvert.IsXmlChar(text[at]))
            {
                plain.Append(text[at]);
            }
            else
            {
                plain.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[at]:x4}");
            }
        }

        return plain.ToString();
    }
}
