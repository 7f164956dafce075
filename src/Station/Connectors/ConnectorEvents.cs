using ChargerFirmware.Station.Events;
using ChargerFirmware.Station.Sessions;

namespace ChargerFirmware.Station.Connectors;

/// <summary>Logs what happens at a connector beside begin, samples and end of its transactions.</summary>
internal static class ConnectorEvents
{
    /// <summary>Logs cables that come and go, the states of running transactions, and what charging profiles or an operator allow them.</summary>
    public static void Follow(StationContext context, Connector connector)
    {
        connector.PlugChanged += plug => context.Note(new PlugChanged
        {
            ConnectorId = connector.Id,
            TransactionKey = connector.Transaction?.Key,
            Trigger = connector.IsPlugged ? EventTrigger.CablePluggedIn : EventTrigger.CableUnplugged,
            StampedAt = context.Clock.UtcNow,
            ClockWasKnown = context.Clock.IsSynchronised,
            Plug = plug,
        });

        var last = connector.Status;
        connector.Reported += report =>
        {
            if (connector.Transaction is { } transaction && report.Status != last)
            {
                context.Note(new ChargingStateChanged
                {
                    ConnectorId = connector.Id,
                    TransactionKey = transaction.Key,
                    Trigger = EventTrigger.ChargingStateChanged,
                    StampedAt = context.Clock.At(report.Since),
                    ClockWasKnown = context.Clock.IsSynchronised,
                    Status = report.Status,
                });
            }

            last = report.Status;
        };

        connector.ProfileLimitChanged += () =>
        {
            if (connector.Transaction is { } transaction)
            {
                context.Note(new LimitChanged
                {
                    ConnectorId = connector.Id,
                    TransactionKey = transaction.Key,
                    Trigger = EventTrigger.ChargingRateChanged,
                    StampedAt = context.Clock.UtcNow,
                    ClockWasKnown = context.Clock.IsSynchronised,
                    Limit = connector.ProfileLimit,
                });
            }
        };
    }
}
