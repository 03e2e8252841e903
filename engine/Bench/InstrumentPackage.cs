using Diagnostics.Engine.Qti;

namespace Diagnostics.Engine.Bench;

/// <summary>An instrument's file as a QTI package.</summary>
internal static class InstrumentPackage
{
    /// <exception cref="InvalidDataException">The file is no instrument.</exception>
    public static byte[] Of(ReadOnlyMemory<byte> json, CancellationToken cancellation)
    {
        using MemoryStream package = new();
        QtiWriter.Write(QtiContent.Of(json), QtiVersion.V30, package, progress: null, cancellation);
        return package.ToArray();
    }
}
