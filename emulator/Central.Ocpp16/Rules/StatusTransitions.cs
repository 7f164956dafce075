using ChargerFirmware.Ocpp16.Types;
using static ChargerFirmware.Ocpp16.Types.ChargePointStatus;

namespace ChargerFirmware.Central.Ocpp16.Rules;

/// <summary>The changes of a connector's status that the standard knows (OCPP 1.6, 4.9), and three that physics forces.</summary>
internal static class StatusTransitions
{
    private static readonly Dictionary<ChargePointStatus, ChargePointStatus[]> Table = new()
    {
        [Available] = [Preparing, Charging, SuspendedEV, SuspendedEVSE, Reserved, Unavailable, Faulted],

        // Beyond the table: a reserved connector that was plugged in vain, and one made inoperative while somebody holds the cable.
        [Preparing] = [Available, Charging, SuspendedEV, SuspendedEVSE, Finishing, Faulted, Reserved, Unavailable],
        [Charging] = [Available, SuspendedEV, SuspendedEVSE, Finishing, Unavailable, Faulted],
        [SuspendedEV] = [Available, Charging, SuspendedEVSE, Finishing, Unavailable, Faulted],
        [SuspendedEVSE] = [Available, Charging, SuspendedEV, Finishing, Unavailable, Faulted],
        [Finishing] = [Available, Preparing, Unavailable, Faulted],
        [Reserved] = [Available, Preparing, Unavailable, Faulted],

        // Beyond the table: made operative while the cable of a finished transaction is still plugged.
        [Unavailable] = [Available, Preparing, Charging, SuspendedEV, SuspendedEVSE, Faulted, Finishing],
        [Faulted] = [Available, Preparing, Charging, SuspendedEV, SuspendedEVSE, Finishing, Reserved, Unavailable],
    };

    /// <summary>True as well where nothing changes: a notification may report a new error code, or be asked for.</summary>
    public static bool Allows(ChargePointStatus from, ChargePointStatus to) => from == to || Table[from].Contains(to);
}
