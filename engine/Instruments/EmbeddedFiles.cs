using System.Reflection;

namespace Diagnostics.Engine.Instruments;

/// <summary>Content files built into the engine's assembly.</summary>
internal static class EmbeddedFiles
{
    public static IEnumerable<(string Name, byte[] Content)> Under(string folder)
    {
        Assembly assembly = typeof(EmbeddedFiles).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            if (name.StartsWith(folder, StringComparison.Ordinal))
            {
                using Stream stream = assembly.GetManifestResourceStream(name)!;
                byte[] content = new byte[stream.Length];
                stream.ReadExactly(content);
                yield return (name, content);
            }
        }
    }

    public static InvalidOperationException Faulty(string name, IEnumerable<InstrumentFault> faults) =>
        new($"{name} is faulty: {string.Join("; ", faults.Select(fault => $"{fault.Path}: {fault.Reason}"))}");
}
