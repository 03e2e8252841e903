using System.CommandLine;
using Diagnostics.Engine;

namespace Diagnostics.Web.Commands;

/// <summary>The two options of every verb that opens the store.</summary>
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

    public EngineOptions Read(ParseResult parsed) => new() { DataFolder = parsed.GetValue(Data)!, Database = parsed.GetValue(Database) };
}
