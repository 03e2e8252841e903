using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Tables;

namespace Diagnostics.Engine.Atlas.Exchange;

/// <summary>
/// A table of professions into an atlas: rows of known codes change them, others are added. A column that is absent leaves its property as
/// it stands. The new file is read as any atlas is, and its faults are told by the line and column they came from. For one import.
/// </summary>
public sealed partial class AtlasImport
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _file;
    private readonly string _into;
    private readonly JsonNode _root;
    private readonly JsonArray _list;
    private readonly Dictionary<string, int> _places;
    private readonly Dictionary<int, long> _lines = [];
    private readonly List<string> _faults = [];
    private int _new;
    private int _changed;

    private AtlasImport(string file, string into, ReadOnlyMemory<byte> json)
    {
        (_file, _into) = (file, into);
        _root = JsonNode.Parse(AtlasFile.Checked(json).Span)!;
        _list = _root[AtlasFile.ListOf(AtlasTable.Professions)]!.AsArray();
        _places = Enumerable.Range(0, _list.Count).ToDictionary(place => (string)_list[place]!["code"]!, StringComparer.Ordinal);
    }

    /// <summary>Reads the table and sets it into the atlas.</summary>
    /// <param name="file">CSV as <see cref="AtlasExport"/> writes it.</param>
    /// <param name="into">What to call the atlas in messages.</param>
    /// <param name="json">The atlas, without faults.</param>
    /// <exception cref="TableException">The file is no table of professions.</exception>
    /// <exception cref="ArgumentException">The atlas has faults of its own.</exception>
    public static AtlasImported Read(string file, string into, ReadOnlyMemory<byte> json) => new AtlasImport(file, into, json).Run();

    private AtlasImported Run()
    {
        int before = _list.Count;
        using (TableReader table = TableReader.Open(_file))
        {
            var columns = ColumnsOf(table);
            while (table.Read())
            {
                Take(table, columns);
            }
        }

        string text = _root.ToJsonString(Readable).ReplaceLineEndings("\n") + "\n";
        AtlasReading reading = AtlasReader.Read(Encoding.UTF8.GetBytes(text));
        _faults.AddRange(reading.Faults.Select(Located));
        bool good = _faults.Count == 0;
        return new AtlasImported(good ? text : null, good ? reading.Atlas!.ContentHash : null, [.. _faults])
        {
            New = _new,
            Changed = _changed,
            Unchanged = _lines.Count - _new - _changed,
            NotMentioned = before - (_lines.Count - _new),
        };
    }

    private static ImmutableArray<(AtlasColumn Column, int Place)> ColumnsOf(TableReader table)
    {
        ImmutableArray<AtlasColumn> known = AtlasColumn.Of(AtlasTable.Professions);
        if (table.IndexOf("code") < 0)
        {
            throw table.Fault(null, "no column code");
        }

        return table.Columns.FirstOrDefault(name => known.All(column => column.Name != name)) is { } stranger
            ? throw table.Fault(stranger, $"unknown; there are {string.Join(", ", known.Select(column => column.Name))}")
            : [.. known.Select(column => (column, table.IndexOf(column.Name))).Where(column => column.Item2 >= 0)];
    }

    private void Take(TableReader table, ImmutableArray<(AtlasColumn Column, int Place)> columns)
    {
        string code = table[table.IndexOf("code")].Trim();
        bool known = _places.TryGetValue(code, out int place);
        if (known && _lines.ContainsKey(place))
        {
            Fault(table.Line, "code", $"{code} is in the table already");
            return;
        }

        JsonObject row = known ? _list[place]!.DeepClone().AsObject() : [];
        foreach ((AtlasColumn column, int cell) in columns)
        {
            try
            {
                AtlasCells.Set(row, column, table, cell);
            }
            catch (TableException fault)
            {
                _faults.Add(fault.Message);
            }
        }

        if (!known)
        {
            place = _list.Count;
            _places.Add(code, place);
            _list.Add((JsonNode)row);
            _new++;
        }
        else if (!JsonNode.DeepEquals(row, _list[place]))
        {
            _list[place] = row;
            _changed++;
        }

        _lines.Add(place, table.Line);
    }

    /// <summary>A fault of the new file, told by the cell it came from where it came from one.</summary>
    private string Located(InstrumentFault fault)
    {
        Match path = ProfessionPath().Match(fault.Path);
        if (!path.Success || !_lines.TryGetValue(int.Parse(path.Groups[1].ValueSpan), out long line))
        {
            return $"{_into}, {fault.Path}: {fault.Reason}";
        }

        string column = path.Groups[2].Value;
        return new TableException(_file, line, column.Length > 0 ? column : null, fault.Reason).Message;
    }

    private void Fault(long line, string column, string reason) => _faults.Add(new TableException(_file, line, column, reason).Message);

    [GeneratedRegex(@"^\$\.professions\[([0-9]{1,6})\](?:\.interests)?(?:\.([A-Za-z]+))?", RegexOptions.CultureInvariant)]
    private static partial Regex ProfessionPath();
}
