namespace System.Device.Gpio;

/// <summary>A GPIO chip as the kernel describes it.</summary>
/// <param name="Id">The number in <c>/dev/gpiochip0</c>.</param>
/// <param name="Name">The kernel's name, <c>gpiochip0</c>.</param>
/// <param name="Label">What its driver calls it, <c>pinctrl-bcm2711</c>.</param>
/// <param name="NumLines">How many lines it has.</param>
public record GpioChipInfo(int Id, string Name, string Label, int NumLines);
