namespace Diagnostics.Engine.Atlas.Exchange;

/// <summary>The bytes of an atlas on their way to or from a table.</summary>
internal static class AtlasFile
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static string ListOf(AtlasTable table) => table switch
    {
        AtlasTable.Professions => "professions",
        AtlasTable.Directions => "directions",
    };

    /// <summary>The bytes without a byte order mark.</summary>
    /// <exception cref="ArgumentException">The file has faults; names the first and how many.</exception>
    public static ReadOnlyMemory<byte> Checked(ReadOnlyMemory<byte> json)
    {
        AtlasReading reading = AtlasReader.Read(json);
        return reading.Atlas is null
            ? throw new ArgumentException(
                $"The atlas has {reading.Faults.Length} faults, the first at {reading.Faults[0].Path}: {reading.Faults[0].Reason}")
            : json.Span.StartsWith(ByteOrderMark) ? json[ByteOrderMark.Length..] : json;
    }
}
