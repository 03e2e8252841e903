using System.Collections.Immutable;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Atlas;

/// <summary>The built-in atlases, read once from the assembly. Immutable.</summary>
public sealed class AtlasLibrary
{
    private const string Folder = "atlas/";
    private readonly ImmutableArray<AtlasYear> _all;

    private AtlasLibrary(ImmutableArray<AtlasYear> all) => _all = all;

    /// <summary>All atlases, the oldest first.</summary>
    public IReadOnlyList<AtlasYear> All => _all;

    /// <summary>The atlas of the latest year.</summary>
    public AtlasYear Newest => _all[^1];

    /// <exception cref="InvalidOperationException">A built-in file is faulty or lies in the wrong folder, or there is none.</exception>
    public static AtlasLibrary LoadBuiltIn()
    {
        List<AtlasYear> all = [];
        foreach ((string name, byte[] json) in EmbeddedFiles.Under(Folder))
        {
            AtlasReading reading = AtlasReader.Read(json);
            AtlasYear atlas = reading.Atlas ?? throw EmbeddedFiles.Faulty(name, reading.Faults);
            if (name != $"{Folder}{atlas.Year}/atlas.json")
            {
                throw new InvalidOperationException($"{name} holds the atlas of {atlas.Year}.");
            }

            all.Add(atlas);
        }

        return all.Count > 0
            ? new AtlasLibrary([.. all.OrderBy(one => one.Year)])
            : throw new InvalidOperationException("There is no built-in atlas.");
    }
}
