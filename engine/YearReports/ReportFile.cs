using System.Text.Json;
using Diagnostics.Engine.Signatures;

namespace Diagnostics.Engine.YearReports;

/// <summary>What is signed of a frozen report.</summary>
/// <param name="Place">Identifier of a region or municipality.</param>
/// <param name="Title">Its name.</param>
/// <param name="Number">From 1 on, of this place and campaign.</param>
/// <param name="Simulated">Of the engine's own students: nothing of it is about people.</param>
/// <param name="By">Identifier of the account that froze it.</param>
/// <param name="Reading">Hash of the pass it rests on.</param>
/// <param name="Data">SHA-256 of the data's text: what is printed on each page.</param>
/// <param name="Document">SHA-256 of the document's text.</param>
public sealed record ReportStatement(
    string Kind, int Format, string Id, string Place, string Title, string Campaign, int Year, long Number, bool Simulated, long MadeAtMs, string By, string Reading, string Data, string Document)
{
    public const string KindWord = "year-report";
    public const int FormatNumber = 1;
}

/// <summary>A frozen report as a file: what was signed, and the two texts it vouches for, letter by letter.</summary>
public sealed record ReportFile(SignedText Statement, string Data, string Document)
{
    /// <exception cref="JsonException">The text is no such file.</exception>
    public static ReportFile FromJson(string json)
    {
        ReportFile file = CanonicalJson.Read<ReportFile>(json);
        return file is { Statement: { Text: not null, Signature: not null, Key: not null }, Data: not null, Document: not null } ? file : throw new JsonException("Part of the file is missing.");
    }

    /// <summary>What was signed, if the texts are those it vouches for; otherwise null.</summary>
    /// <param name="keys">Null: the signature is not looked at.</param>
    /// <exception cref="JsonException">What was signed is no statement.</exception>
    public ReportStatement? Check(PublishedKeys? keys)
    {
        ReportStatement told = CanonicalJson.Read<ReportStatement>(Statement.Text);
        return told.Kind == ReportStatement.KindWord && keys?.Hold(Statement) != false && told.Data == Sha256Hex.Of(Data) && told.Document == Sha256Hex.Of(Document) ? told : null;
    }
}
