namespace ChargerFirmware.Tests.Unit.StandIns.Stateless;

public enum Trigger
{
    X,
    Y,
    Z,
}
