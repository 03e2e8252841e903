namespace Diagnostics.Engine.Storage;

/// <summary>Enums as the store keeps them: camelCase text.</summary>
internal static class StoredText
{
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        string name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    public static T Read<T>(string text)
        where T : struct, Enum =>
        Enum.Parse<T>(text, ignoreCase: true);
}
