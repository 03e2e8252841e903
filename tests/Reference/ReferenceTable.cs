using System.Globalization;

namespace Diagnostics.Tests.Reference;

/// <summary>A plain comma CSV without quotes, read the simplest way there is, so that tests do not lean on the reader they test.</summary>
internal sealed class ReferenceTable
{
    private readonly string[][] _rows;

    private ReferenceTable(string[] lines)
    {
        Columns = lines[0].Split(',');
        _rows = [.. lines.Skip(1).Where(line => line.Length > 0).Select(line => line.Split(','))];
    }

    public string[] Columns { get; }

    public int Rows => _rows.Length;

    public static string FreePath(string name) => Path.Combine(Repository.Root, "tests", "Reference", name);

    public static string OutsidePath(string name) =>
        Path.Combine(Environment.GetEnvironmentVariable(ReferenceFactAttribute.Variable)!, name);

    public static ReferenceTable Read(string path) => new(File.ReadAllLines(path));

    public static ReferenceTable Parse(string text) => new(text.Split('\n'));

    public string Text(int row, string column) => _rows[row][Array.IndexOf(Columns, column)];

    /// <summary>An empty cell is NaN.</summary>
    public double Number(int row, string column)
    {
        string text = Text(row, column);
        return text.Length == 0 ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);
    }
}
