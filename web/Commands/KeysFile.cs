using System.Text.Json;
using Diagnostics.Engine.Signatures;

namespace Diagnostics.Web.Commands;

/// <summary>The file of a server's public keys that the verbs check signatures with.</summary>
internal static class KeysFile
{
    /// <returns>Null where the file holds no set of keys; then it has been said.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static PublishedKeys? Read(FileInfo file, TextWriter messages)
    {
        if (KeysIn(File.ReadAllText(file.FullName)) is { } keys)
        {
            return keys;
        }

        messages.WriteLine($"{file.Name}: no keys in it.");
        return null;
    }

    private static PublishedKeys? KeysIn(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<PublishedKeys>(text, JsonSerializerOptions.Web) is { Keys: not null } keys ? keys : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
