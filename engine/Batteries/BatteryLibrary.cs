using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Batteries;

/// <summary>The built-in batteries and the packages browsers receive.</summary>
public sealed class BatteryLibrary
{
    public static BatteryLibrary LoadBuiltIn(InstrumentLibrary instruments) => throw new NotImplementedException();

    public IReadOnlyCollection<Battery> All => throw new NotImplementedException();

    /// <summary>The newest battery for a grade, or null.</summary>
    public Battery? ForGrade(int grade) => throw new NotImplementedException();

    public Battery Get(string id, string version) => throw new NotImplementedException();

    public BatteryPackage PackageOf(Battery battery) => throw new NotImplementedException();

    /// <summary>Null when no battery has this package hash.</summary>
    public BatteryPackage? FindPackage(string hash) => throw new NotImplementedException();
}
