namespace Diagnostics.Engine.Storage;

/// <summary>The server's secret keys, 32 bytes each, in the data folder outside the database; made on first use, readable by the owner only.</summary>
public sealed record KeyRing(
    ReadOnlyMemory<byte> Print, ReadOnlyMemory<byte> LookUp, ReadOnlyMemory<byte> Result, ReadOnlyMemory<byte> Token, string SetUp)
{
    public static KeyRing Open(string dataFolder) => throw new NotImplementedException();
}
