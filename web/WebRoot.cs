namespace Diagnostics.Web;

/// <summary>The built client beside the executable.</summary>
internal static class WebRoot
{
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "wwwroot");

    public static string Text(string file) => File.ReadAllText(Path.Combine(Folder, file));
}
