using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Content;

/// <summary>The files of a shelf letter by letter: what is built in, and what a school's folder adds.</summary>
/// <param name="folder">The school's folder, or null.</param>
public sealed class ContentFiles(string? folder)
{
    /// <exception cref="InvalidDataException">There is no such file.</exception>
    public ReadOnlyMemory<byte> Instrument(string id, string version) => Needed($"instruments/{id}/{version}/instrument.json", $"instruments/{id}/{version}/instrument.json");

    /// <exception cref="InvalidDataException">There is no such file.</exception>
    public ReadOnlyMemory<byte> Battery(string id, string version) => Needed($"batteries/{id}/{version}/battery.json", $"batteries/{id}/{version}/battery.json");

    /// <summary>Null where an instrument has no texts.</summary>
    public ReadOnlyMemory<byte>? Readings(string id) => Find($"readings/{id}/readings.json", $"instruments/{id}/readings.json");

    private ReadOnlyMemory<byte> Needed(string builtIn, string own) => Find(builtIn, own) ?? throw new InvalidDataException($"There is no file {own}.");

    private ReadOnlyMemory<byte>? Find(string builtIn, string own)
    {
        foreach ((string name, byte[] content) in EmbeddedFiles.Under(builtIn))
        {
            if (name == builtIn)
            {
                return content;
            }
        }

        // A conditional of bytes or null would be memory of no bytes, which is not nothing.
        if (folder is null || !File.Exists(Path.Combine(folder, own)))
        {
            return null;
        }

        return File.ReadAllBytes(Path.Combine(folder, own));
    }
}
