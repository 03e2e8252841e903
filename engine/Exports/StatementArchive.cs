using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Diagnostics.Engine.Exports;

/// <summary>
/// Statements of the Experience API 1.0.3, one a line, in an archive of parts with the codebook: each answer "answered", each raw score "scored". The actor is an account with the row's random
/// number and a home page nobody has; there is no time of day.
/// </summary>
internal sealed class StatementArchive : ExportFile
{
    /// <summary>A gigabyte or so, which readers of archives still take.</summary>
    private const int MostStatements = 2_000_000;

    private const string Home = "https://export.invalid/";

    private readonly ExportPlan _plan;
    private readonly ZipArchive _archive;
    private readonly StatementColumns _columns;
    private readonly string _export = RandomNumberGenerator.GetHexString(16, lowercase: true);
    private Stream? _part;
    private int _parts;
    private int _statements;

    public StatementArchive(ExportPlan plan, Stream output)
    {
        _plan = plan;
        _archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        _columns = new StatementColumns(plan.Book.Columns);
        OpenPart();
    }

    public override void Row(ReadOnlySpan<ExportCell> cells)
    {
        string row = cells[0].Text!;
        foreach (StatementSubject subject in _columns.Subjects)
        {
            if (StatementColumns.ResultOf(subject, cells) is { } result)
            {
                Write(row, subject, result, cells);
            }
        }
    }

    public override void Complete()
    {
        _part!.Dispose();
        using (Stream book = _archive.CreateEntry("codebook.json", CompressionLevel.Fastest).Open())
        {
            Codebook.Write(_plan, book);
        }

        _archive.Dispose();
    }

    public override void Dispose()
    {
        _part?.Dispose();
        _archive.Dispose();
    }

    private void OpenPart()
    {
        _part?.Dispose();
        (_parts, _statements) = (_parts + 1, 0);
        _part = _archive.CreateEntry(string.Create(CultureInfo.InvariantCulture, $"statements-{_parts}.ndjson"), CompressionLevel.Fastest).Open();
    }

    private void Write(string row, StatementSubject subject, StatementResult result, ReadOnlySpan<ExportCell> cells)
    {
        if (_statements++ == MostStatements)
        {
            OpenPart();
            _statements = 1;
        }

        using (Utf8JsonWriter json = new(_part!))
        {
            json.WriteStartObject();
            json.WriteString("id", IdOf($"{row} {subject.Activity}"));
            json.WriteStartObject("actor");
            json.WriteString("objectType", "Agent");
            json.WriteStartObject("account");
            json.WriteString("homePage", Home + _export);
            json.WriteString("name", row);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteStartObject("verb");
            json.WriteString("id", result.Response is null ? "http://adlnet.gov/expapi/verbs/scored" : "http://adlnet.gov/expapi/verbs/answered");
            json.WriteEndObject();
            json.WriteStartObject("object");
            json.WriteString("objectType", "Activity");
            json.WriteString("id", subject.Activity);
            WriteDefinition(json, subject);
            json.WriteEndObject();
            WriteResult(json, subject, result);
            WriteContext(json, cells);
            json.WriteEndObject();
        }

        _part!.WriteByte((byte)'\n');
    }

    private static void WriteDefinition(Utf8JsonWriter json, StatementSubject subject)
    {
        json.WriteStartObject("definition");
        if (subject.Interaction is { } interaction)
        {
            json.WriteString("type", "http://adlnet.gov/expapi/activities/cmi.interaction");
            json.WriteString("interactionType", interaction);
        }
        else
        {
            json.WriteString("type", "http://adlnet.gov/expapi/activities/assessment");
        }

        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, StatementSubject subject, StatementResult result)
    {
        json.WriteStartObject("result");
        if (result.Response is { } response)
        {
            json.WriteString("response", response);
        }
        else
        {
            json.WriteStartObject("score");
            json.WriteNumber("raw", result.Raw);
            json.WriteNumber("min", subject.Range!.Value.Least);
            json.WriteNumber("max", subject.Range.Value.Most);
            json.WriteEndObject();
        }

        if (result.Milliseconds is { } time)
        {
            json.WriteString("duration", string.Create(CultureInfo.InvariantCulture, $"PT{time / 1000:0.##}S"));
        }

        json.WriteEndObject();
    }

    /// <summary>What is told of the person, as extensions.</summary>
    private void WriteContext(Utf8JsonWriter json, ReadOnlySpan<ExportCell> cells)
    {
        json.WriteStartObject("context");
        json.WriteStartObject("extensions");
        foreach ((int place, string name) in _columns.Person)
        {
            if (cells[place].Text is { } text)
            {
                json.WriteString(Home + name, text);
            }
            else if (cells[place].Number is { } number)
            {
                json.WriteNumber(Home + name, number);
            }
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The same statement has the same identifier: a store that is given the file twice keeps one.</summary>
    private static string IdOf(string subject)
    {
        Span<byte> bytes = SHA256.HashData(Encoding.UTF8.GetBytes(subject)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
