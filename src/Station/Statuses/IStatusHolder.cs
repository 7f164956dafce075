namespace ChargerFirmware.Station.Statuses;

/// <summary>Whatever has a connector's status; only <see cref="ConnectorMachine"/> sets it.</summary>
public interface IStatusHolder
{
    ConnectorStatus Status { get; set; }
}
