/// Where a metric comes from.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// Authors, title, year and place, with the equation or section where there is one.
    pub citation: &'static str,
}

macro_rules! sources {
    ($($name:ident = $citation:literal;)+) => {
        $(pub(crate) static $name: Source = Source { citation: $citation };)+
    };
}

sources! {
    YERUSHALMY_1947 = "Yerushalmy, J. (1947). Statistical problems in assessing methods of medical diagnosis. Public Health Reports 62(40), 1432–1449 (sensitivity, specificity).";
    VECCHIO_1966 = "Vecchio, T. J. (1966). Predictive value of a single diagnostic test in unselected populations. New England Journal of Medicine 274, 1171–1173.";
    VAN_RIJSBERGEN_1979 = "van Rijsbergen, C. J. (1979). Information Retrieval, 2nd ed., ch. 7 (effectiveness measure).";
    MATTHEWS_1975 = "Matthews, B. W. (1975). Comparison of the predicted and observed secondary structure of T4 phage lysozyme. Biochimica et Biophysica Acta 405(2), 442–451.";
    GILBERT_1884 = "Gilbert, G. K. (1884). Finley's tornado predictions. American Meteorological Journal 1, 166–172.";
    BRODERSEN_2010 = "Brodersen, K. H. et al. (2010). The balanced accuracy and its posterior distribution. Proc. ICPR, 3121–3124.";
    DWORK_2012 = "Dwork, C. et al. (2012). Fairness through awareness. Proc. ITCS, 214–226 (statistical parity).";
    CALDERS_VERWER_2010 = "Calders, T. and Verwer, S. (2010). Three naive Bayes approaches for discrimination-free classification. Data Mining and Knowledge Discovery 21, 277–292.";
    FELDMAN_2015 = "Feldman, M. et al. (2015). Certifying and removing disparate impact. Proc. KDD, 259–268, definition 1.1.";
    UGESP_1978 = "Uniform Guidelines on Employee Selection Procedures (1978), 29 CFR 1607.4(D).";
    COHEN_1988 = "Cohen, J. (1988). Statistical Power Analysis for the Behavioral Sciences, 2nd ed., chs. 2 and 6.";
    MORRIS_LOBSENZ_2000 = "Morris, S. B. and Lobsenz, R. E. (2000). Significance tests and confidence intervals for the adverse impact ratio. Personnel Psychology 53, 89–111.";
    CORNFIELD_1951 = "Cornfield, J. (1951). A method of estimating comparative rates from clinical data. Journal of the National Cancer Institute 11, 1269–1275 (odds ratio).";
    WACHTER_2021 = "Wachter, S., Mittelstadt, B. and Russell, C. (2021). Why fairness cannot be automated. Computer Law & Security Review 41, 105567 (demographic disparity).";
    ZHAO_2017 = "Zhao, J. et al. (2017). Men also like shopping: reducing gender bias amplification using corpus-level constraints. Proc. EMNLP, 2979–2989.";
    HARDT_2016 = "Hardt, M., Price, E. and Srebro, N. (2016). Equality of opportunity in supervised learning. Proc. NeurIPS, definitions 2.1 and 2.2.";
    CHOULDECHOVA_2017 = "Chouldechova, A. (2017). Fair prediction with disparate impact. Big Data 5(2), 153–163, definitions 2 to 4.";
    BELLAMY_2019 = "Bellamy, R. K. E. et al. (2019). AI Fairness 360. IBM Journal of Research and Development 63(4/5) (average odds).";
    BERK_2021 = "Berk, R. et al. (2021). Fairness in criminal justice risk assessments: the state of the art. Sociological Methods & Research 50(1), 3–44 (conditional use accuracy, treatment equality).";
    HARDT_CLARIFY_2021 = "Hardt, M. et al. (2021). Amazon SageMaker Clarify: machine learning bias detection and explainability in the cloud. Proc. KDD, 2974–2983.";
    SPEICHER_2018 = "Speicher, T. et al. (2018). A unified approach to quantifying algorithmic unfairness. Proc. KDD, 2239–2248, equations 1 to 4.";
    SHORROCKS_1980 = "Shorrocks, A. F. (1980). The class of additively decomposable inequality measures. Econometrica 48(3), 613–625.";
    THEIL_1967 = "Theil, H. (1967). Economics and Information Theory, ch. 4.";
    ATKINSON_1970 = "Atkinson, A. B. (1970). On the measurement of inequality. Journal of Economic Theory 2(3), 244–263.";
    FOULDS_2020 = "Foulds, J. R. et al. (2020). An intersectional definition of fairness. Proc. ICDE, 1918–1921, definition 3.1 and equation 7.";
    GHOSH_2021 = "Ghosh, A., Genuit, L. and Reagan, M. (2021). Characterizing intersectional group fairness with worst-case comparisons. Proc. AIDBEI, PMLR 142, 22–34.";
    BIRD_2020 = "Bird, S. et al. (2020). Fairlearn: a toolkit for assessing and improving fairness in AI. Microsoft technical report MSR-TR-2020-32.";
    MANTEL_HAENSZEL_1959 = "Mantel, N. and Haenszel, W. (1959). Statistical aspects of the analysis of data from retrospective studies of disease. Journal of the National Cancer Institute 22(4), 719–748.";
    GREENLAND_ROBINS_1985 = "Greenland, S. and Robins, J. M. (1985). Estimation of a common effect parameter from sparse follow-up data. Biometrics 41(1), 55–68.";
    STUDENT_1908 = "Student (1908). The probable error of a mean. Biometrika 6(1), 1–25.";
    HANLEY_MCNEIL_1982 = "Hanley, J. A. and McNeil, B. J. (1982). The meaning and use of the area under a receiver operating characteristic (ROC) curve. Radiology 143(1), 29–36.";
    GEYIK_2019 = "Geyik, S. C., Ambler, S. and Kenthapadi, K. (2019). Fairness-aware ranking in search & recommendation systems with application to LinkedIn talent search. Proc. KDD, 2221–2231.";
    ALI_2019 = "Ali, M. et al. (2019). Discrimination through optimization: how Facebook's ad delivery can lead to biased outcomes. Proc. ACM Human-Computer Interaction 3 (CSCW), article 199.";
    RUBIN_1974 = "Rubin, D. B. (1974). Estimating causal effects of treatments in randomized and nonrandomized studies. Journal of Educational Psychology 66(5), 688–701.";
    SINGH_JOACHIMS_2018 = "Singh, A. and Joachims, T. (2018). Fairness of exposure in rankings. Proc. KDD, 2219–2228.";
    SAPIEZYNSKI_2019 = "Sapiezynski, P. et al. (2019). Quantifying the impact of user attention on fair group representation in ranked lists. Companion Proc. WWW, 553–562.";
    YANG_STOYANOVICH_2017 = "Yang, K. and Stoyanovich, J. (2017). Measuring fairness in ranked outputs. Proc. SSDBM, article 22.";
    BEUTEL_2019 = "Beutel, A. et al. (2019). Fairness in recommendation ranking through pairwise comparisons. Proc. KDD, 2212–2220.";
    MOFFAT_ZOBEL_2008 = "Moffat, A. and Zobel, J. (2008). Rank-biased precision for measurement of retrieval effectiveness. ACM Transactions on Information Systems 27(1), article 2.";
    JARVELIN_KEKALAINEN_2002 = "Järvelin, K. and Kekäläinen, J. (2002). Cumulated gain-based evaluation of IR techniques. ACM Transactions on Information Systems 20(4), 422–446.";
    MANNING_2008 = "Manning, C. D., Raghavan, P. and Schütze, H. (2008). Introduction to Information Retrieval, ch. 8 (precision and recall at k).";
    RADCLIFFE_2007 = "Radcliffe, N. J. (2007). Using control groups to target on predicted lift: building and assessing uplift models. Direct Marketing Analytics Journal, 14–21.";
    RADCLIFFE_SURRY_2011 = "Radcliffe, N. J. and Surry, P. D. (2011). Real-world uplift modelling with significance-based uplift trees. White paper TR-2011-1, Stochastic Solutions (persuadables, sleeping dogs).";
    GUTIERREZ_2017 = "Gutierrez, P. and Gérardy, J.-Y. (2017). Causal inference and uplift modelling: a review of the literature. Proc. PMLR 67, 1–13.";
    XU_YADLOWSKY_2022 = "Xu, Y. and Yadlowsky, S. (2022). Calibration error for heterogeneous treatment effects. Proc. AISTATS, PMLR 151.";
    COCHRAN_1954 = "Cochran, W. G. (1954). The combination of estimates from different experiments. Biometrics 10(1), 101–129.";
    KEARNS_2018 = "Kearns, M. et al. (2018). Preventing fairness gerrymandering: auditing and learning for subgroup fairness. Proc. ICML, PMLR 80, 2564–2572, definitions 2.1 and 2.2.";
    PASTOR_2021 = "Pastor, E., de Alfaro, L. and Baralis, E. (2021). Looking for trouble: analyzing classifier behavior via pattern divergence. Proc. SIGMOD, 1400–1412.";
    SAGADEEVA_BOEHM_2021 = "Sagadeeva, S. and Boehm, M. (2021). SliceLine: fast, linear-algebra-based slice finding for ML model debugging. Proc. SIGMOD, 2290–2299.";
    AITCHISON_BROWN_1957 = "Aitchison, J. and Brown, J. A. C. (1957). The Lognormal Distribution. Cambridge University Press, ch. 2 (geometric means).";
    AYRES_SIEGELMAN_1995 = "Ayres, I. and Siegelman, P. (1995). Race and gender discrimination in bargaining for a new car. American Economic Review 85(3), 304–321.";
    CANNON_2002 = "Cannon, H. M., Leckenby, J. D. and Abernethy, A. (2002). Beyond effective frequency: evaluating media schedules using frequency value planning. Journal of Advertising Research 42(6), 33–46.";
    COCHRAN_STRATA_1954 = "Cochran, W. G. (1954). Some methods for strengthening the common χ² tests. Biometrics 10(4), 417–451 (weights within strata).";
    FISHER_1921 = "Fisher, R. A. (1921). On the \"probable error\" of a coefficient of correlation deduced from a small sample. Metron 1, 3–32.";
    GINI_1914 = "Gini, C. (1914). Sulla misura della concentrazione e della variabilità dei caratteri. Atti del Reale Istituto Veneto 73, 1203–1248; variance by Langel, M. and Tillé, Y. (2013), JRSS A 176(2), 521–540.";
    HYNDMAN_KOEHLER_2006 = "Hyndman, R. J. and Koehler, A. B. (2006). Another look at measures of forecast accuracy. International Journal of Forecasting 22(4), 679–688, section 2.";
    HYNDMAN_FAN_1996 = "Hyndman, R. J. and Fan, Y. (1996). Sample quantiles in statistical packages. The American Statistician 50(4), 361–365, definition 7.";
    JAIN_1984 = "Jain, R., Chiu, D. and Hawe, W. (1984). A quantitative measure of fairness and discrimination for resource allocation in shared computer systems. DEC Research Report TR-301.";
    KOLASSA_SCHUETZ_2007 = "Kolassa, S. and Schütz, W. (2007). Advantages of the MAD/MEAN ratio over the MAPE. Foresight 6, 40–43.";
    LAMBRECHT_TUCKER_2019 = "Lambrecht, A. and Tucker, C. (2019). Algorithmic bias? An empirical study of apparent gender-based discrimination in the display of STEM career ads. Management Science 65(7), 2966–2981.";
    MANSKI_2003 = "Manski, C. F. (2003). Partial Identification of Probability Distributions. Springer, ch. 1; Horowitz, J. L. and Manski, C. F. (2000), JASA 95, 77–84, for missing covariates.";
    IMANA_2021 = "Imana, B., Korolova, A. and Heidemann, J. (2021). Auditing for discrimination in algorithms delivering job ads. Proc. The Web Conference, 3767–3778 (paired ads; Z of two proportions).";
    KRUSKAL_MOSTELLER_1979 = "Kruskal, W. and Mosteller, F. (1979). Representative sampling, II: scientific literature, excluding statistics. International Statistical Review 47(2), 111–127 (a sample as a miniature of the population).";
    PEARSON_1900 = "Pearson, K. (1900). On the criterion that a given system of deviations from the probable in the case of a correlated system of variables is such that it can be reasonably supposed to have arisen from random sampling. Philosophical Magazine 50, 157–175.";
    MITTELSTADT_2023 = "Mittelstadt, B., Wachter, S. and Russell, C. (2023). The unfairness of fair machine learning: levelling down and strict egalitarianism by default. Michigan Technology Law Review 30(1).";
    BIEGA_2018 = "Biega, A. J., Gummadi, K. P. and Weikum, G. (2018). Equity of attention: amortizing individual fairness in rankings. Proc. SIGIR, 405–414 (unfairness as the L1 distance of attention and relevance).";
    EVANS_2018 = "Evans, C. R. et al. (2018). A multilevel approach to modeling health inequalities at the intersection of multiple social identities. Social Science & Medicine 203, 64–73 (partition of variance within and beyond main effects); moments in place of the model, after Henderson, C. R. (1953), Biometrics 9(2), 226–252.";
    META_VRS_2023 = "United States v. Meta Platforms, Inc., No. 22 Civ. 5187 (S.D.N.Y.), settlement of 2022 and the Variance Reduction System of 2023.";
    OAXACA_1973 = "Oaxaca, R. (1973). Male-female wage differentials in urban labor markets. International Economic Review 14(3), 693–709; Blinder, A. S. (1973), Journal of Human Resources 8(4), 436–455; Kitagawa, E. M. (1955), JASA 50, 1168–1194, for categories.";
    SISSORS_BARON_2010 = "Sissors, J. Z. and Baron, R. B. (2010). Advertising Media Planning, 7th ed. McGraw-Hill (index numbers).";
    SPEICHER_ADS_2018 = "Speicher, T. et al. (2018). Potential for discrimination in online targeted advertising. Proc. FAT*, PMLR 81, 5–19.";
    UGESP_COMPONENTS_1978 = "Uniform Guidelines on Employee Selection Procedures (1978), 29 CFR 1607.4(C) (a total selection process and its components).";
    BORKAN_2019 = "Borkan, D. et al. (2019). Nuanced metrics for measuring unintended bias with real data for text classification. Companion Proc. WWW, 491–500.";
    BRIER_1950 = "Brier, G. W. (1950). Verification of forecasts expressed in terms of probability. Monthly Weather Review 78(1), 1–3.";
    COX_1958 = "Cox, D. R. (1958). Two further applications of a model for binary regression. Biometrika 45(3/4), 562–565.";
    DEZA_2009 = "Deza, M. M. and Deza, E. (2009). Encyclopedia of Distances. Springer, ch. 14.";
    GARDNER_2019 = "Gardner, J., Brooks, C. and Baker, R. (2019). Evaluating the fairness of predictive student models through slicing analysis. Proc. LAK, 225–234.";
    GOOD_1952 = "Good, I. J. (1952). Rational decisions. Journal of the Royal Statistical Society B 14(1), 107–114.";
    GUO_2017 = "Guo, C. et al. (2017). On calibration of modern neural networks. Proc. ICML, PMLR 70, 1321–1330, equation 3.";
    HAN_2023 = "Han, X. et al. (2023). Retiring ΔDP: new distribution-level metrics for demographic parity. Transactions on Machine Learning Research.";
    HEBERT_JOHNSON_2018 = "Hébert-Johnson, Ú. et al. (2018). Multicalibration: calibration for the (computationally-identifiable) masses. Proc. ICML, PMLR 80, 1939–1948.";
    HELLINGER_1909 = "Hellinger, E. (1909). Neue Begründung der Theorie quadratischer Formen von unendlichvielen Veränderlichen. Journal für die reine und angewandte Mathematik 136, 210–271.";
    JIANG_2020 = "Jiang, R. et al. (2020). Wasserstein fair classification. Proc. UAI, PMLR 115, 862–872 (strong demographic parity).";
    KALLUS_ZHOU_2019 = "Kallus, N. and Zhou, A. (2019). The fairness of risk scores beyond classification: bipartite ranking and the xAUC metric. Proc. NeurIPS.";
    KLEINBERG_2017 = "Kleinberg, J., Mullainathan, S. and Raghavan, M. (2017). Inherent trade-offs in the fair determination of risk scores. Proc. ITCS, LIPIcs 67, 43:1–43:23.";
    KULLBACK_LEIBLER_1951 = "Kullback, S. and Leibler, R. A. (1951). On information and sufficiency. Annals of Mathematical Statistics 22(1), 79–86.";
    KUMAR_2019 = "Kumar, A., Liang, P. and Ma, T. (2019). Verified uncertainty calibration. Proc. NeurIPS, section 5.";
    LEVIN_PERES_2017 = "Levin, D. A. and Peres, Y. (2017). Markov Chains and Mixing Times, 2nd ed. American Mathematical Society, section 4.1.";
    LIN_1991 = "Lin, J. (1991). Divergence measures based on the Shannon entropy. IEEE Transactions on Information Theory 37(1), 145–151.";
    MINKOWSKI_1910 = "Minkowski, H. (1910). Geometrie der Zahlen. Teubner.";
    NAEINI_2015 = "Naeini, M. P., Cooper, G. F. and Hauskrecht, M. (2015). Obtaining well calibrated probabilities using Bayesian binning. Proc. AAAI, 2901–2907.";
    PLEISS_2017 = "Pleiss, G. et al. (2017). On fairness and calibration. Proc. NeurIPS, definition 1.";
    SIDDIQI_2006 = "Siddiqi, N. (2006). Credit Risk Scorecards. Wiley (stability index); Jeffreys, H. (1946), An invariant form for the prior probability.";
    SMIRNOV_1939 = "Smirnov, N. V. (1939). On the estimation of the discrepancy between empirical curves of distribution for two independent samples. Bulletin of Moscow University 2(2), 3–16.";
    STEINBERG_2020 = "Steinberg, D. et al. (2020). Fast fair regression via efficient approximations of mutual information. arXiv:2002.06200; correction of Miller, G. A. (1955), Note on the bias of information estimates.";
    STEYERBERG_2019 = "Steyerberg, E. W. (2019). Clinical Prediction Models, 2nd ed. Springer, ch. 15.";
    VALLENDER_1974 = "Vallender, S. S. (1974). Calculation of the Wasserstein distance between probability distributions on the line. Theory of Probability and Its Applications 18(4), 784–786.";
    ZHU_2004 = "Zhu, M. (2004). Recall, precision and average precision. University of Waterloo, working paper 2004-09.";
    ZEMEL_2013 = "Zemel, R. et al. (2013). Learning fair representations. Proc. ICML, PMLR 28(3), 325–333 (consistency).";
    DWORK_2012_LIPSCHITZ = "Dwork, C. et al. (2012). Fairness through awareness. Proc. ITCS, 214–226, definition 2.1 (Lipschitz condition).";
    KUSNER_2017 = "Kusner, M. J. et al. (2017). Counterfactual fairness. Proc. NeurIPS, 4066–4076, definition 5.";
    BLACK_2020 = "Black, E., Yeom, S. and Fredrikson, M. (2020). FlipTest: fairness testing via optimal transport. Proc. FAT*, 111–121.";
    LUONG_2011 = "Luong, B. T., Ruggieri, S. and Turini, F. (2011). k-NN as an implementation of situation testing for discrimination discovery and prevention. Proc. KDD, 502–510.";
    BERGSMA_2013 = "Bergsma, W. (2013). A bias-correction for Cramér's V and Tschuprow's T. Journal of the Korean Statistical Society 42(3), 323–328.";
    THEIL_1970 = "Theil, H. (1970). On the estimation of relationships involving qualitative variables. American Journal of Sociology 76(1), 103–154 (uncertainty coefficient); Miller, G. A. (1955). Note on the bias of information estimates.";
    FELDMAN_2015_PROXY = "Feldman, M. et al. (2015). Certifying and removing disparate impact. Proc. KDD, 259–268, section 4 (predictability of the protected attribute).";
    PEARSON_1905 = "Pearson, K. (1905). On the general theory of skew correlation and non-linear regression. Drapers' Company Research Memoirs, Biometric Series II (correlation ratio).";
    CHEN_2019 = "Chen, J. et al. (2019). Fairness under unawareness: assessing disparity when protected class is unobserved. Proc. FAT*, 339–348 (weighted estimator and its bias).";
    KALLUS_2022 = "Kallus, N., Mao, X. and Zhou, A. (2022). Assessing algorithmic fairness with unobserved protected class using data combination. Management Science 68(3), 1959–1981.";
    COUNT = "A count; no source needed.";
}
