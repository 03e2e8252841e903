using System.CommandLine;
using Diagnostics.Engine;
using Diagnostics.Engine.Sessions;

namespace Diagnostics.Web.Commands;

/// <summary>The options of every verb that opens the store.</summary>
internal sealed class StoreOptions
{
    public Option<string> Data { get; } = new("--data")
    {
        Description = "Folder of the keys and the SQLite file.",
        DefaultValueFactory = _ => "data",
    };

    public Option<string?> Database { get; } = new("--database")
    {
        Description = "sqlite:…, postgres:… or sqlserver:… and a connection string; SQLite in the data folder if not given.",
    };

    public Option<string?> Content { get; } = new("--content")
    {
        Description = "Folder of the school's own instruments and batteries, beside the built-in ones. A fault stops the start. Every verb "
            + "that opens a store in which a class uses such a battery needs it.",
    };

    /// <param name="overlay">Folder of the region's overlay, for the verb that shows results.</param>
    /// <param name="store">How the store is read and written, where that is not as usual.</param>
    /// <param name="pressure">What a session may send, where that is not as usual.</param>
    /// <param name="slipDays">Days in which slips are taken, where that is not as usual.</param>
    /// <param name="sectionGrace">Grace of a limited section in seconds, where that is not as usual.</param>
    /// <param name="forgetFactors">Takes away second factors whose key is lost.</param>
    /// <param name="nodeName">Of the verb that serves.</param>
    public EngineOptions Read(
        ParseResult parsed, string? overlay = null, Engine.Storage.StoreOptions? store = null, PressureOptions? pressure = null,
        int slipDays = EngineOptions.UsualSlipDays, int sectionGrace = EngineOptions.UsualSectionGrace, bool forgetFactors = false, string? nodeName = null) =>
        new()
        {
            DataFolder = parsed.GetValue(Data)!,
            Database = parsed.GetValue(Database),
            OverlayFolder = overlay,
            ContentFolder = parsed.GetValue(Content),
            SlipDays = slipDays,
            SectionGraceSeconds = sectionGrace,
            ForgetLostFactors = forgetFactors,
            NodeName = nodeName,
            Store = store ?? new Engine.Storage.StoreOptions(),
            Pressure = pressure ?? new PressureOptions(),
        };
}
