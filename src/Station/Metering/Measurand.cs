namespace ChargerFirmware.Station.Metering;

/// <summary>What this station can measure, OCPP 1.6 section 7.31.</summary>
public enum Measurand
{
    EnergyActiveImportRegister,
    PowerActiveImport,
    PowerOffered,
    CurrentImport,
    CurrentOffered,
    Voltage,
    Frequency,
    Temperature,
    SoC,
}
