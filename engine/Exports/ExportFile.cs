namespace Diagnostics.Engine.Exports;

/// <summary>A file being written row by row. For one thread.</summary>
internal abstract class ExportFile : IDisposable
{
    /// <summary>Whether it wants rows at all.</summary>
    public virtual bool HasRows => true;

    public static ExportFile Open(ExportFormat format, ExportPlan plan, Stream output) => format switch
    {
        ExportFormat.Csv => new TableArchive(plan, output, isExcel: false),
        ExportFormat.ExcelCsv => new TableArchive(plan, output, isExcel: true),
        ExportFormat.Spss => new TableArchive(plan, output, isExcel: false) { Script = ("data.sps", SpssSyntax.Of) },
        ExportFormat.R => new TableArchive(plan, output, isExcel: false) { Script = ("load.R", RScript.Of) },
        ExportFormat.Xlsx => new ExportWorkbook(plan, output, ExportWorkbook.MostRows),
        ExportFormat.Codebook => new BookAlone(plan, output),
        ExportFormat.Xapi => new StatementArchive(plan, output),
        ExportFormat.Qti => new ResultArchive(plan, output),
    };

    /// <param name="cells">By column.</param>
    public abstract void Row(ReadOnlySpan<ExportCell> cells);

    /// <summary>Writes what stands behind the rows.</summary>
    public abstract void Complete();

    public abstract void Dispose();

    private sealed class BookAlone(ExportPlan plan, Stream output) : ExportFile
    {
        public override bool HasRows => false;

        public override void Row(ReadOnlySpan<ExportCell> cells)
        {
        }

        public override void Complete() => Codebook.Write(plan, output);

        public override void Dispose()
        {
        }
    }
}
