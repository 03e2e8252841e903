using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Content;

/// <summary>The files of a shelf letter by letter: what is built in, and what a school's folder adds.</summary>
/// <param name="folder">The school's folder, or null.</param>
public sealed class ContentFiles(string? folder)
{
    /// <exception cref="InvalidDataException">There is no such file.</exception>
    public ReadOnlyMemory<byte> Instrument(string id, string version) => Needed(
        $"instruments/{id}/{version}/instrument.json", $"instruments/{id}/{version}/instrument.json", $"banks/{id}/{version}/instrument.json");

    /// <exception cref="InvalidDataException">There is no such file.</exception>
    public ReadOnlyMemory<byte> Battery(string id, string version) => Needed(
        $"batteries/{id}/{version}/battery.json", $"batteries/{id}/{version}/battery.json", $"offers/{id}/{version}/battery.json");

    /// <summary>Null where an instrument has no texts.</summary>
    public ReadOnlyMemory<byte>? Readings(string id) => Find($"instruments/{id}/readings.json", $"readings/{id}/readings.json");

    private ReadOnlyMemory<byte> Needed(string own, params ReadOnlySpan<string> builtIn) => Find(own, builtIn) ?? throw new InvalidDataException($"There is no file {own}.");

    private ReadOnlyMemory<byte>? Find(string own, params ReadOnlySpan<string> builtIn)
    {
        foreach (string known in builtIn)
        {
            foreach ((string name, byte[] content) in EmbeddedFiles.Under(known))
            {
                if (name == known)
                {
                    return content;
                }
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
