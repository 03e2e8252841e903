namespace Diagnostics.Engine.Instruments;

/// <summary>The built-in instruments, read once from the assembly.</summary>
public sealed class InstrumentLibrary
{
    public static InstrumentLibrary LoadBuiltIn() => throw new NotImplementedException();

    /// <summary>All versions of all instruments.</summary>
    public IReadOnlyCollection<Instrument> All => throw new NotImplementedException();

    /// <summary>The newest version with this id, or null.</summary>
    public Instrument? Newest(string id) => throw new NotImplementedException();

    public Instrument Get(string id, string version) => throw new NotImplementedException();
}
