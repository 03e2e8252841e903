using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using Diagnostics.Engine.Qti;

namespace Diagnostics.Engine.Exports;

/// <summary>
/// Results as QTI Results Reporting 3.0 has them: an archive with one <c>assessmentResult</c> a session and the codebook. Items, answers and scales are called as in a battery's
/// package that <see cref="QtiWriter"/> writes, so that both can be laid side by side; a scale's points are the raw score, missing answers as our key counts them. The person is the row's
/// random number.
/// </summary>
internal sealed class ResultArchive : ExportFile
{
    private const string Space = "http://www.imsglobal.org/xsd/imsqti_result_v3p0";
    private const string Schema = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_resultv3p0_v1p0.xsd";

    /// <summary>Folders of so many files are still listed quickly.</summary>
    private const int FilesInFolder = 1_000;

    private static readonly XmlWriterSettings Writing = new() { Encoding = new UTF8Encoding(false), NewLineChars = "\n" };

    private readonly ExportPlan _plan;
    private readonly ZipArchive _archive;
    private readonly StatementColumns _columns;
    private readonly string _export = $"https://export.invalid/{RandomNumberGenerator.GetHexString(16, lowercase: true)}";

    /// <summary>A result must bear a time; a day and minute would find a class, so all bear the first moment of the campaign's year.</summary>
    private readonly string _stamp;

    private int _rows;

    public ResultArchive(ExportPlan plan, Stream output)
    {
        _plan = plan;
        _archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        _columns = new StatementColumns(plan.Book.Columns);
        _stamp = string.Create(CultureInfo.InvariantCulture, $"{plan.Summary.Year:0000}-01-01T00:00:00Z");
    }

    public override void Row(ReadOnlySpan<ExportCell> cells)
    {
        string row = cells[0].Text!;
        string name = string.Create(CultureInfo.InvariantCulture, $"results-{(_rows++ / FilesInFolder) + 1}/{row}.xml");
        using Stream part = _archive.CreateEntry(name, CompressionLevel.Fastest).Open();
        using var xml = XmlWriter.Create(part, Writing);
        xml.WriteStartElement("assessmentResult", Space);
        xml.WriteAttributeString("xmlns", "xsi", null, QtiNames.Schemas);
        xml.WriteAttributeString("xsi", "schemaLocation", QtiNames.Schemas, $"{Space} {Schema}");
        xml.WriteStartElement("context", Space);
        xml.WriteAttributeString("sourcedId", row);
        xml.WriteStartElement("sessionIdentifier", Space);
        xml.WriteAttributeString("sourceID", _export);
        xml.WriteAttributeString("identifier", row);
        xml.WriteEndElement();
        xml.WriteEndElement();
        WriteWhole(xml, cells);
        foreach (StatementSubject subject in _columns.Subjects)
        {
            WriteItem(xml, subject, cells);
        }

        xml.WriteEndElement();
    }

    public override void Complete()
    {
        using (Stream book = _archive.CreateEntry("codebook.json", CompressionLevel.Fastest).Open())
        {
            Codebook.Write(_plan, book);
        }

        _archive.Dispose();
    }

    public override void Dispose() => _archive.Dispose();

    /// <summary>What is told of the person, and raw scores.</summary>
    private void WriteWhole(XmlWriter xml, ReadOnlySpan<ExportCell> cells)
    {
        xml.WriteStartElement("testResult", Space);
        xml.WriteAttributeString("identifier", "session");
        xml.WriteAttributeString("datestamp", _stamp);
        foreach ((int place, string name) in _columns.Person)
        {
            if (cells[place].Text is { } text)
            {
                WriteOutcome(xml, name, "string", QtiPen.Safe(text), null);
            }
            else if (cells[place].Number is { } number)
            {
                WriteOutcome(xml, name, double.IsInteger(number) ? "integer" : "float", QtiPen.Number(number), null);
            }
        }

        foreach (StatementSubject subject in _columns.Subjects)
        {
            if (subject.Role == ColumnRole.Raw && StatementColumns.ResultOf(subject, cells) is { } score)
            {
                WriteOutcome(xml, subject.Identifier, "float", QtiPen.Number(score.Raw), subject.Range);
            }
        }

        xml.WriteEndElement();
    }

    private static void WriteOutcome(XmlWriter xml, string identifier, string baseType, string value, (double Least, double Most)? range)
    {
        xml.WriteStartElement("outcomeVariable", Space);
        xml.WriteAttributeString("identifier", identifier);
        xml.WriteAttributeString("cardinality", "single");
        xml.WriteAttributeString("baseType", baseType);
        if (range is var (least, most))
        {
            xml.WriteAttributeString("normalMaximum", QtiPen.Number(most));
            xml.WriteAttributeString("normalMinimum", QtiPen.Number(least));
        }

        xml.WriteElementString("value", Space, value);
        xml.WriteEndElement();
    }

    /// <summary>Nothing where the item was not come to; an empty response where it was passed over.</summary>
    private void WriteItem(XmlWriter xml, StatementSubject subject, ReadOnlySpan<ExportCell> cells)
    {
        if (subject.Role == ColumnRole.Raw)
        {
            return;
        }

        StatementResult? result = StatementColumns.ResultOf(subject, cells);
        if (result is null && !(subject.Skipped is { } skipped && cells[subject.Places[0]].Number == skipped))
        {
            return;
        }

        (string cardinality, string baseType) = ItemPen.TypeOf(subject.Format!);
        xml.WriteStartElement("itemResult", Space);
        xml.WriteAttributeString("identifier", subject.Identifier);
        xml.WriteAttributeString("datestamp", _stamp);
        xml.WriteAttributeString("sessionStatus", "final");
        WriteResponse(xml, QtiNames.Response, cardinality, baseType, result?.Answer is { } answer ? ValuesOf(subject, [.. answer]) : []);
        if (result?.Milliseconds is { } time)
        {
            WriteResponse(xml, "duration", "single", "duration", [(time / 1000).ToString("0.###", CultureInfo.InvariantCulture)]);
        }

        xml.WriteEndElement();
    }

    private static void WriteResponse(XmlWriter xml, string identifier, string cardinality, string baseType, string[] values)
    {
        xml.WriteStartElement("responseVariable", Space);
        xml.WriteAttributeString("identifier", identifier);
        xml.WriteAttributeString("cardinality", cardinality);
        xml.WriteAttributeString("baseType", baseType);
        xml.WriteStartElement("candidateResponse", Space);
        foreach (string value in values)
        {
            xml.WriteElementString("value", Space, value);
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static string[] ValuesOf(StatementSubject subject, double[] answer) => subject switch
    {
        { Role: ColumnRole.Best } => [$"{ItemPen.AnswerOf((int)answer[0])} {QtiNames.Best}", $"{ItemPen.AnswerOf((int)answer[1])} {QtiNames.Worst}"],
        { Interaction: "numeric" } => [.. answer.Select(QtiPen.Number)],
        _ => [.. answer.Select(code => ItemPen.AnswerOf((int)code))],
    };
}
