namespace Diagnostics.Engine.Instruments;

/// <summary>Reads an instrument file.</summary>
public static class InstrumentReader
{
    public static InstrumentReading Read(ReadOnlyMemory<byte> json) => throw new NotImplementedException();
}
