using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Station.Metering;

/// <summary>What an outlet can deliver at most: a register that grows by more has not counted that.</summary>
internal static class OutletEnergy
{
    private const double NominalVoltageV = 230;
    private const double UsualMostVoltageV = 1000;

    /// <summary>Mains above their nominal voltage, and the meter's and the clock's own error.</summary>
    private const double Margin = 1.25;

    /// <summary>An over-current flows until it is switched off: so many times the rated power, for so long.</summary>
    private const double OverCurrent = 4;

    private static readonly TimeSpan s_overCurrentFlows = TimeSpan.FromSeconds(10);

    /// <param name="stepWh">The least by which the register can step.</param>
    public static double MostWh(ConnectorRoles roles, TimeSpan elapsed, double stepWh)
    {
        var ratedW = roles.Current == CurrentKind.Ac
            ? roles.MaxCurrentA * roles.Phases * NominalVoltageV
            : roles.MaxPowerW ?? (roles.MaxCurrentA * (roles.MaxVoltageV ?? UsualMostVoltageV));
        var atOnce = elapsed < s_overCurrentFlows ? elapsed : s_overCurrentFlows;

        // Both readings are rounded to whole Wh, and to the register's step.
        return (ratedW * Margin * elapsed.TotalHours) + (ratedW * (OverCurrent - Margin) * atOnce.TotalHours) + stepWh + 1;
    }
}
