using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Emulator.Physics;

/// <summary>What stands at a site: the physical half of a board file.</summary>
public sealed record SiteDescription
{
    private static readonly TimeSpan s_batteryLasts = TimeSpan.FromMinutes(2);

    /// <summary>Null: contactor coils hang on no enable relay.</summary>
    public TimeSpan? EnableDropOut { get; init; }

    /// <summary>How long a battery feeds the computer without the mains; zero where there is none.</summary>
    public TimeSpan BatteryLasts { get; init; }

    /// <summary>Card readers by their names.</summary>
    public IReadOnlyList<string> Readers { get; init; } = [];

    /// <summary>Connector 1 is the first.</summary>
    public required IReadOnlyList<ConnectorDescription> Connectors { get; init; }

    /// <summary>The site that fits a board: its connectors, its readers by their device names, its enable relay.</summary>
    /// <param name="enableDropOut">Of the enable relay, where the board has an enable line.</param>
    public static SiteDescription Of(BoardFile board, TimeSpan enableDropOut)
    {
        string?[] readers = [board.Station.Reader, .. board.Connectors.Select(connector => connector.Reader)];
        return new SiteDescription
        {
            EnableDropOut = board.Station.EnableLine is null ? null : enableDropOut,
            BatteryLasts = board.Station.Mains is null ? TimeSpan.Zero : s_batteryLasts,
            Readers = [.. readers.OfType<string>().Distinct()],
            Connectors = [.. board.Connectors.Select(Describe)],
        };
    }

    private static ConnectorDescription Describe(ConnectorRoles roles)
    {
        var source = new DcSource();
        return new ConnectorDescription
        {
            Current = roles.Current,
            Cable = roles.Cable,
            Phases = roles.Phases,
            HasUpstream = roles.Upstream is not null,
            HasEarthMonitor = roles.Earth is not null,
            HasInsulationMonitor = roles.Insulation is not null,
            Source = source with
            {
                MaxCurrentA = roles.MaxCurrentA,
                MaxPowerW = roles.MaxPowerW ?? source.MaxPowerW,
                MaxVoltageV = roles.MaxVoltageV ?? source.MaxVoltageV,
            },
        };
    }
}
