using ChargerFirmware.Ocpp16.Types;
using StationMeasurand = ChargerFirmware.Station.Metering.Measurand;

namespace ChargerFirmware.Station.Ocpp16.Mapping;

/// <summary>What was measured (OCPP 1.6, 7.31). The standard knows more of them than this station measures.</summary>
public static class Measurands
{
    public static Measurand Write(StationMeasurand measurand) => measurand switch
    {
        StationMeasurand.EnergyActiveImportRegister => Measurand.EnergyActiveImportRegister,
        StationMeasurand.PowerActiveImport => Measurand.PowerActiveImport,
        StationMeasurand.PowerOffered => Measurand.PowerOffered,
        StationMeasurand.CurrentImport => Measurand.CurrentImport,
        StationMeasurand.CurrentOffered => Measurand.CurrentOffered,
        StationMeasurand.Voltage => Measurand.Voltage,
        StationMeasurand.Frequency => Measurand.Frequency,
        StationMeasurand.Temperature => Measurand.Temperature,
        StationMeasurand.SoC => Measurand.SoC,
    };
}
