using System.IO.Compression;
using System.Reflection;
using System.Text;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Qti;

namespace Diagnostics.Tests.Qti;

/// <summary>Packages as tests make and open them.</summary>
internal static class QtiPackages
{
    public static readonly QtiVersion[] Versions = [QtiVersion.V22, QtiVersion.V30];

    public static byte[] Written(QtiContent content, QtiVersion version)
    {
        using MemoryStream output = new();
        QtiWriter.Write(content, version, output, null, default);
        return output.ToArray();
    }

    public static QtiReading Read(byte[] package, QtiReadingOptions? options = null, string name = "package.zip") =>
        QtiReader.Read(new MemoryStream(package), name, options ?? new QtiReadingOptions(), null, default);

    public static QtiReading Read(string xml) => Read(Encoding.UTF8.GetBytes(xml), name: "item.xml");

    public static byte[] Zip(params ReadOnlySpan<(string Name, string Text)> files)
    {
        using MemoryStream output = new();
        using (ZipArchive archive = new(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, string text) in files)
            {
                using Stream part = archive.CreateEntry(name).Open();
                part.Write(Path.GetExtension(name) is ".png" or ".jpg" ? Convert.FromBase64String(text) : Encoding.UTF8.GetBytes(text));
            }
        }

        return output.ToArray();
    }

    public static Dictionary<string, byte[]> PartsOf(byte[] package)
    {
        using ZipArchive archive = new(new MemoryStream(package));
        return archive.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using MemoryStream copy = new();
            using Stream part = entry.Open();
            part.CopyTo(copy);
            return copy.ToArray();
        });
    }

    public static byte[] Changed(byte[] package, Action<Dictionary<string, byte[]>> change)
    {
        Dictionary<string, byte[]> parts = PartsOf(package);
        change(parts);
        using MemoryStream output = new();
        using (ZipArchive archive = new(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in parts)
            {
                using Stream part = archive.CreateEntry(name).Open();
                part.Write(content);
            }
        }

        return output.ToArray();
    }

    public static byte[] WithoutCompanion(byte[] package) => Changed(package, parts => parts.Remove("diagnostics.xml"));

    public static IEnumerable<(string Name, byte[] Json)> BuiltIn(string file)
    {
        Assembly engine = typeof(InstrumentReader).Assembly;
        foreach (string name in engine.GetManifestResourceNames().Where(name => name.EndsWith(file, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using MemoryStream copy = new();
            engine.GetManifestResourceStream(name)!.CopyTo(copy);
            yield return (name, copy.ToArray());
        }
    }

    public static Item ItemOf(this QtiReading reading, string id) => Assert.Single(reading.Instruments).Instrument.Forms["full"].Items.Single(item => item.Id == id);

    public static string Told(this QtiReading reading) => string.Join('\n', reading.Findings.Select(one => $"{one.Kind} {one.File}:{one.Line}: {one.Element}: {one.Reason}"));
}
