namespace ChargerFirmware.Tests.Vm.Judge;

/// <summary>Something in the transcript is not as it must be.</summary>
internal sealed class JudgementException(string message) : Exception(message);
