using System.ComponentModel.DataAnnotations;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine;

public sealed class EngineOptions
{
    public const int UsualSlipDays = 7;
    public const int UsualSectionGrace = 15;
    public const int MostSlipDays = 60;

    /// <summary>Folder of the keys and, by default, of the SQLite file. Default: data below the current folder.</summary>
    public string DataFolder { get; init; } = "data";

    /// <summary>
    /// Connection string, led by its engine: <c>sqlite:…</c>, <c>postgres:…</c> or <c>sqlserver:…</c>.
    /// Default null: SQLite in diagnostics.db in the data folder.
    /// </summary>
    public string? Database { get; init; }

    /// <summary>
    /// Folder of what the region adds to the atlas: programmes.csv, demand.csv, links.csv. Default null: nothing of a region is shown but the demand it brought on its page.
    /// A fault in it stops the start.
    /// </summary>
    public string? OverlayFolder { get; init; }

    /// <summary>
    /// Folder of a school's own instruments, readings and batteries, read at the start beside the built-in ones. Default null: none. A fault
    /// in it stops the start. A store whose classes use such a battery opens only with it.
    /// </summary>
    public string? ContentFolder { get; init; }

    /// <summary>How this node is called on the board of the day, where several serve one store. Default null: the machine's name.</summary>
    [StringLength(60, MinimumLength = 1)]
    public string? NodeName { get; init; }

    /// <summary>How the store is read and written. The defaults are the measured ones.</summary>
    public StoreOptions Store { get; init; } = new();

    /// <summary>Who is let in, how a class starts, and what one session may send.</summary>
    public PressureOptions Pressure { get; init; } = new();

    /// <summary>
    /// How much later than the limit of its section an answer may arrive and still count as given in time. Default 15 s: more forgives
    /// slower networks, and cheats as well.
    /// </summary>
    [Range(0, 300)]
    public int SectionGraceSeconds { get; init; } = UsualSectionGrace;

    /// <summary>
    /// Days after the lesson's end in which a slip (answers handed in without a link) is taken. Default 7: more waits for those who were
    /// away for long, and keeps a class open as long.
    /// </summary>
    [Range(1, MostSlipDays)]
    public int SlipDays { get; init; } = UsualSlipDays;

    /// <summary>
    /// Takes away second factors that keys/staff.key does not open. Default false: when it opens none, the start is refused. For the operator's
    /// console, after that key was lost for good.
    /// </summary>
    public bool ForgetLostFactors { get; init; }

    /// <summary>Where the store is: <see cref="Database"/>, or SQLite in the data folder.</summary>
    internal string Location => Database ?? "sqlite:" + Path.Combine(DataFolder, "diagnostics.db");

    /// <exception cref="ValidationException">A setting is out of its range.</exception>
    internal void Validate()
    {
        Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);
        Validator.ValidateObject(Pressure, new ValidationContext(Pressure), validateAllProperties: true);
        Validator.ValidateObject(Store, new ValidationContext(Store), validateAllProperties: true);
    }
}
